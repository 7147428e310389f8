package io.gatehouse.api.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.Program;
import io.gatehouse.audit.LoginEvent.Outcome;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.TestDocuments;
import io.gatehouse.identityprovider.TestSignIns;
import io.gatehouse.reason.Reason;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

@SuppressWarnings("NullAway") // what is null here fails the test by itself
class TestSignInsApiTests {
    // Nobody else's, whatever other tests leave behind.
    private static final UUID TENANT = UUID.randomUUID();

    private final Program admin = Program.admin();
    private final String partner = Program.partner("");
    private final String id = "i-" + UUID.randomUUID();
    private final String all = "/partners/" + partner + "/identity-providers";
    private final String one = all + "/" + id;

    @Test
    void beginsATestOfWhatIsStagedAndTellsWhatItFound() {
        var made = upload();
        var begun = admin.post(one + "/test-sign-in").answered(201);

        assertThat(begun.at("/version")).isEqualTo(made.at("/staged/version"));
        var token = begun.at("/link").substring(begun.at("/link").indexOf("?test=") + 6);
        assertThat(begun.at("/link")).startsWith(Program.gateway().base() + "/saml2/authenticate/" + id + "?test=");
        var tests = Program.gateway().bean(TestSignIns.class);
        var waiting = admin.get(one + "/test-sign-ins").answered(200);
        assertThat(waiting.at("/items/0/id")).isEqualTo(begun.at("/id"));
        assertThat(waiting.body().at("/items/0/passed").isNull()).isTrue();
        assertThat(waiting.response().body()).doesNotContain(token);

        assertThat(tests.depart(new RegistrationId(id), token)).isPresent();
        Program.gateway()
                .bean(TransactionOperations.class)
                .executeWithoutResult(
                        _ -> tests.finish(UUID.fromString(begun.at("/id")), true, "ABCDEFGHJK", "{\"checks\": []}"));

        var found = Program.of(partner).get(one + "/test-sign-ins").answered(200);
        assertThat(found.at("/items/0/passed")).isEqualTo("true");
        assertThat(found.body().at("/items/0/examination/checks").isArray()).isTrue();
    }

    @Test
    void beginsNoneOfWhatCantBeTested() {
        admin.post(all + "?id=" + id).answered(201);
        admin.post(one + "/test-sign-in").refused(409, "identity-provider-not-active");

        admin.header("If-Match", "*")
                .upload("PUT", one + "/metadata", TestDocuments.bytes("google-2028.xml"))
                .answered(200);
        Program.of(partner).post(one + "/test-sign-in").refused(403, "scope-insufficient");
        admin.post(one + "/retire").answered(200);
        admin.post(one + "/test-sign-in").refused(409, "identity-provider-not-active");

        assertThat(admin.get(one + "/test-sign-ins").body().get("items")).isEmpty();
    }

    @Test
    void recordsWhoWasRefusedToActivateWhatAndWhy() {
        var made = upload();

        admin.post(one + "/activate").refused(409, "version-not-tested");
        var refused = Program.events(partner).getFirst();
        assertThat(refused.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(refused.reason()).isEqualTo(Reason.CONFIGURATION_INVALID);
        assertThat(refused.actor()).startsWith("token ");
        assertThat(refused.subject().identityProvider()).isEqualTo(id);
        assertThat(refused.details().values())
                .containsEntry("change", "activation refused")
                .containsEntry("found", "version-not-tested")
                .containsEntry("version", made.at("/staged/version"));

        admin.put(one + "/trial", "{\"people\": [\"ada@northwind.example\"]}").refused(409, "version-not-tested");
        assertThat(Program.events(partner)).hasSize(4);
        // Whoever was too late only missed what somebody else did.
        admin.header("If-Match", "\"0\"").post(one + "/activate").refused(412, "changed-meanwhile");
        assertThat(Program.events(partner)).hasSize(4);
        assertThat(admin.get(one).at("/state")).isEqualTo("draft");
    }

    @Test
    void namesNoOtherPartnerToAPartnersOwn() {
        var other = Program.partner("");
        var theirs = "i-" + UUID.randomUUID();
        admin.upload("POST", "/partners/" + other + "/identity-providers?id=" + theirs, google())
                .answered(201);
        admin.post("/partners/" + other + "/identity-providers/" + theirs + "/activate?untested=true")
                .answered(200);

        var made = upload();
        assertThat(made.body().at("/lint/findings").toString()).contains("entity-id-of-another-partner", theirs, other);
        admin.post(one + "/activate?untested=true").answered(200);
        assertThat(Program.events(partner).getFirst().details().values()).containsEntry("also_used_elsewhere", 1);

        var own = Program.of(partner);
        for (var path : new String[] {one, all, "/partners/" + partner, "/login-events", one + "/test-sign-ins"}) {
            assertThat(own.get(path).answered(200).response().body()).doesNotContain(theirs, other);
        }
        assertThat(own.upload("POST", "/metadata-lint", google())
                        .answered(200)
                        .response()
                        .body())
                .doesNotContain(theirs, other);
    }

    private Program.Reply upload() {
        return admin.upload("POST", all + "?id=" + id, google()).answered(201);
    }

    private static byte[] google() {
        return TestDocuments.with(
                "google-2028.xml",
                "entityID=\"https://accounts.google.com/",
                "entityID=\"https://accounts.google.com/" + TENANT + "/");
    }
}
