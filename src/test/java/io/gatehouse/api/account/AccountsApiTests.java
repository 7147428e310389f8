package io.gatehouse.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.Account;
import io.gatehouse.account.Accounts;
import io.gatehouse.account.SsoIdentity;
import io.gatehouse.account.session.ConsoleSessions;
import io.gatehouse.api.Program;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.Origin;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

@SuppressWarnings("NullAway") // what is null here fails the test by itself
class AccountsApiTests {
    private final String domain = UUID.randomUUID() + ".example";
    private final String partner = Program.partner("\"domains\": [\"" + domain + "\"]");
    private final String all = "/partners/" + partner + "/accounts";
    private final Program admin = Program.admin();
    private final Program own = Program.of(partner);

    @Test
    void invitesByThePartnersOwnAndShowsTheLinkWhereNoMailGoes() {
        var invited = own.post(all, "{\"email\": \"Ada@" + domain + "\"}").answered(201);

        assertThat(invited.body().get("mailed").asBoolean()).isFalse();
        assertThat(invited.at("/link")).contains("/invitation/");
        assertThat(Program.events(partner))
                .anyMatch(e -> e.type() == Type.INVITATION && e.actor().startsWith("token "));
        assertThat(own.post(all, "{\"email\": \"ada@elsewhere.example\"}")
                        .refused(422, "domain-not-owned")
                        .at("/pointer"))
                .isEqualTo("/email");
        own.post(all, "{\"email\": 7}").refused(400, "body-invalid");
        own.post(all, "{\"mail\": \"a@b\"}").refused(400, "body-invalid");
        own.post(all).refused(400, "body-invalid");
    }

    @Test
    void sendsOneInvitationForOneKey() {
        var keyed = own.header("Idempotency-Key", UUID.randomUUID().toString());
        var first = keyed.post(all, "{\"email\": \"ada@" + domain + "\"}").answered(201);

        var again = keyed.post(all, "{\"email\": \"ada@" + domain + "\"}").answered(201);

        assertThat(again.at("/link")).isEqualTo(first.at("/link"));
        assertThat(Program.gateway()
                        .jdbc()
                        .sql("select body from api_answer")
                        .query((row, _) -> row.getBytes("body"))
                        .list())
                .isNotEmpty()
                .allMatch(
                        body -> body == null || !new String(body, StandardCharsets.ISO_8859_1).contains("invitation"));
    }

    @Test
    void sendsSoManyInvitationsToOneAddressAndSaysWhenAgain() {
        for (int i = 0; i < 5; i++) {
            own.post(all, "{\"email\": \"ada@" + domain + "\"}").answered(201);
        }
        var often = own.post(all, "{\"email\": \"ADA@" + domain + "\"}").refused(429, "rate-limited");
        assertThat(often.response().headers().firstValue("Retry-After").orElseThrow())
                .matches("[1-9][0-9]*");
        own.post(all, "{\"email\": \"bob@" + domain + "\"}").answered(201);
        assertThat(Program.events(partner))
                .filteredOn(e -> e.type() == Type.INVITATION)
                .hasSize(6);
    }

    @Test
    void listsPageByPage() {
        for (int i = 0; i < 3; i++) {
            person("p" + i);
        }
        var seen = new ArrayList<String>();
        var next = "";
        do {
            var page = own.get(all + "?limit=2" + next).answered(200);
            page.body().get("items").forEach(item -> seen.add(item.get("email").asText()));
            next = page.body().get("next").isNull() ? null : "&cursor=" + page.at("/next");
        } while (next != null);

        assertThat(seen).isEqualTo(List.of("p0@" + domain, "p1@" + domain, "p2@" + domain));
    }

    @Test
    void suspendsAndResumesByTheVendorsOwnOnly() {
        var one = all + "/" + person("ada").id();

        own.post(one + "/suspend").refused(403, "scope-insufficient");
        assertThat(admin.post(one + "/suspend").answered(200).at("/status")).isEqualTo("suspended");
        admin.post(one + "/suspend").answered(200);
        assertThat(admin.get(one).at("/status")).isEqualTo("suspended");
        assertThat(admin.post(one + "/resume").answered(200).at("/status")).isEqualTo("active");
        assertThat(Program.events(partner))
                .filteredOn(e -> e.type() == Type.ADMINISTRATION
                        && e.details().values().get("step") instanceof String step
                        && step.startsWith("account-"))
                .extracting(e -> e.details().values().get("step"))
                .containsExactly("account-resumed", "account-suspended");
    }

    @Test
    void unlocksByThePartnersOwnAndResetsByTheVendorsOnly() {
        var one = all + "/" + person("ada").id();

        own.post(one + "/unlock").answered(200);
        own.post(one + "/reset-second-factor").refused(403, "scope-insufficient");
        admin.post(one + "/reset-second-factor").answered(200);
        own.post(one + "/end-sessions").refused(403, "scope-insufficient");
        assertThat(admin.post(one + "/end-sessions")
                        .answered(200)
                        .body()
                        .get("ended")
                        .asInt())
                .isZero();
        assertThat(own.post(one + "/invite").answered(201).at("/email")).isEqualTo("ada@" + domain);
        admin.post(all + "/" + UUID.randomUUID() + "/unlock").refused(404, "not-found");
        admin.post(all + "/x/unlock").refused(404, "not-found");
        assertThat(Program.events(partner))
                .anyMatch(e -> "sessions-ended".equals(e.details().values().get("step")));
    }

    @Test
    void endsTheSessionsOfTheConsoleTooWheneverItEndsAnybodys() {
        var ada = person("ada");
        var one = all + "/" + ada.id();
        for (var step : List.of("/suspend", "/reset-second-factor", "/end-sessions")) {
            var sessions = Program.gateway().bean(ConsoleSessions.class);
            var opened = Objects.requireNonNull(Program.gateway()
                            .bean(TransactionOperations.class)
                            .execute(_ -> sessions.open(
                                    UUID.randomUUID(), ada.id(), AuthenticationType.SSO, "totp", Origin.INTERNAL)))
                    .orElseThrow();
            assertThat(sessions.recognise(opened.token())).as(step).isPresent();
            var reply = admin.post(one + step).answered(200);
            assertThat(sessions.recognise(opened.token())).as(step).isEmpty();
            if (step.equals("/end-sessions")) {
                assertThat(reply.body().get("ended").asInt()).isEqualTo(1);
            }
        }
        assertThat(Program.events(partner))
                .filteredOn(e -> "sessions-ended".equals(e.details().values().get("step")))
                .hasSize(3)
                .allSatisfy(e -> assertThat(e.details().values()).containsEntry("console", 1));
    }

    @Test
    void findsNobodyOfAnotherPartner() {
        var ada = person("ada");
        var other = Program.partner("");
        admin.get("/partners/" + other + "/accounts/" + ada.id()).refused(404, "not-found");
        admin.post("/partners/" + other + "/accounts/" + ada.id() + "/suspend").refused(404, "not-found");
        assertThat(admin.get(all + "/" + ada.id()).at("/status")).isEqualTo("active");
    }

    private Account person(String name) {
        Program.vouch(partner, domain);
        var gateway = Program.gateway();
        var there = gateway.bean(Partners.class).find(new PartnerId(partner)).orElseThrow();
        var email = name + "@" + domain;
        var context = new EventContext(Subject.ofPartner(partner), Origin.INTERNAL);
        gateway.bean(TransactionOperations.class)
                .executeWithoutResult(_ -> gateway.bean(Accounts.class)
                        .resolve(
                                new SsoIdentity(there.id(), "https://idp.example", email, email, null, null, List.of()),
                                there,
                                true,
                                context));
        return gateway.bean(Accounts.class).find(there.id(), email).orElseThrow();
    }
}
