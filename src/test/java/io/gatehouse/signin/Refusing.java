package io.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.reason.Reason;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser.Page;
import java.util.List;

/** What must be true of every refusal: its page, its one event, and that it opens nothing. */
record Refusing(Gateway gateway) {
    /** One row of the login events. */
    record Event(String type, String outcome, String reason, String partner, String email, String details) {}

    /** The page says why as far as it may, the browser is given no step of a sign-in, and one event says why. */
    Event refused(Page page, Reason reason, String type) {
        assertThat(page.status()).as(page.body()).isEqualTo(reason.status());
        assertThat(page.reason()).isEqualTo(reason.tellable() ? reason.code() : "");
        assertThat(page.headers("Set-Cookie")).noneMatch(cookie -> cookie.contains("gatehouse-sign-in-"));
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        var failures = eventsOf(page.reference()).stream()
                .filter(event -> event.outcome().equals("failure"))
                .toList();
        assertThat(failures).hasSize(1);
        assertThat(failures.getFirst().type()).isEqualTo(type);
        assertThat(failures.getFirst().reason()).isEqualTo(reason.code());
        return failures.getFirst();
    }

    /** A refusal at the assertion consumer service. */
    Event refused(Page page, Reason reason) {
        var failure = refused(page, reason, "first-factor");
        assertThat(eventsOf(page.reference()))
                .extracting(Event::type)
                .as("nothing comes after the refusal")
                .isSubsetOf("sign-in.started", "first-factor");
        return failure;
    }

    List<Event> eventsOf(String reference) {
        return gateway.jdbc()
                .sql("select type, outcome, reason, partner, email, details from login_event"
                        + " where reference = :reference order by time, id")
                .param("reference", reference)
                .query((row, _) -> new Event(
                        row.getString("type"),
                        row.getString("outcome"),
                        row.getString("reason"),
                        row.getString("partner"),
                        row.getString("email"),
                        row.getString("details")))
                .list();
    }

    /** The page with nothing of this sign-in in it. */
    static String withoutReference(Page page) {
        return page.body().replace(page.reference(), "REFERENCE");
    }
}
