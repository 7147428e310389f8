package io.gatehouse.api.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.Program;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.TestDocuments;
import io.gatehouse.identityprovider.lifecycle.Change;
import io.gatehouse.identityprovider.lifecycle.ProviderLifecycle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionOperations;

class ProvidersApiTests {
    private static final byte[] GOOGLE = TestDocuments.bytes("google-2028.xml");
    private static final byte[] OKTA = TestDocuments.bytes("okta-trial-2024.xml");

    private final Program admin = Program.admin();
    private final String partner = Program.partner("");
    private final String id = "i-" + UUID.randomUUID();
    private final String all = "/partners/" + partner + "/identity-providers";
    private final String one = all + "/" + id;

    @Test
    void makesADraftWithItsReportAndWhatTheOtherSideNeeds() {
        var made = admin.upload("POST", all + "?id=" + id, GOOGLE).answered(201);

        assertThat(made.at("/state")).isEqualTo("draft");
        assertThat(made.at("/lint/verdict")).isEqualTo("accept");
        assertThat(made.at("/vendor")).isEqualTo("google-workspace");
        var base = Program.gateway().base();
        assertThat(made.at("/service_provider/entity_id")).isEqualTo(base + "/saml2/metadata/" + id);
        assertThat(made.at("/service_provider/assertion_consumer_service")).isEqualTo(base + "/login/saml2/sso/" + id);
        assertThat(made.at("/service_provider/single_logout_service")).isEqualTo(base + "/logout/saml2/slo/" + id);
        assertThat(made.at("/staged/metadata/signing_keys/0/fingerprint")).matches("[0-9a-f]{64}");
        assertThat(made.body().get("live").isNull()).isTrue();
        assertThat(made.response().headers().firstValue("Location")).hasValue("/api/v1" + one);
        assertThat(admin.get(one).answered(200).etag()).isEqualTo(made.etag());
        assertThat(admin.get(all).at("/items/0/id")).isEqualTo(id);
        admin.upload("POST", all + "?id=" + id, GOOGLE).refused(409, "identity-provider-exists");
    }

    @Test
    void makesADraftBeforeThereIsAnyMetadata() {
        var made = admin.post(all + "?id=" + id).answered(201);

        assertThat(made.body().at("/staged/metadata").isNull()).isTrue();
        admin.post(one + "/activate?untested=true").refused(409, "identity-provider-not-active");
        admin.header("If-Match", made.etag())
                .upload("PUT", one + "/metadata", GOOGLE)
                .answered(200);
        admin.post(one + "/activate?untested=true").answered(200);
    }

    @Test
    void refusesMetadataThatCantBeUsedWithEveryFindingAndItsLine() {
        var refused = admin.upload("POST", all + "?id=" + id, TestDocuments.bytes("authentik-no-key.xml"))
                .refused(422, "configuration-invalid");

        assertThat(refused.at("/verdict")).isEqualTo("reject");
        assertThat(refused.body().at("/findings"))
                .anyMatch(f -> f.get("severity").asText().equals("error")
                        && f.get("line").asInt() > 0
                        && !f.get("fix").asText().isBlank());
        admin.get(one).refused(404, "not-found");
    }

    @Test
    void activatesNothingUntestedUnlessToldToAndRecordsIt() {
        var made = admin.upload("POST", all + "?id=" + id, GOOGLE).answered(201);

        admin.post(one + "/activate").refused(409, "version-not-tested");
        admin.post(one + "/activate?untested=maybe").refused(400, "parameter-invalid");
        admin.post(one + "/activate?version=" + "0".repeat(64) + "&untested=true")
                .refused(409, "configuration-invalid");
        var active = admin.post(one + "/activate?untested=true").answered(200);

        assertThat(active.at("/state")).isEqualTo("active");
        assertThat(active.at("/live/version")).isEqualTo(made.at("/staged/version"));
        assertThat(Program.events(partner).getFirst().details().values())
                .containsEntry("change", "activated")
                .containsEntry("tested", "untested");
    }

    @Test
    void activatesExactlyWhatWasTested() {
        var made = admin.upload("POST", all + "?id=" + id, GOOGLE).answered(201);
        tested(made.at("/staged/version"));
        assertThat(admin.get(one).at("/state")).isEqualTo("tested");
        admin.post(one + "/activate").answered(200);

        var staged = admin.header("If-Match", admin.get(one).etag())
                .upload("PUT", one + "/metadata", OKTA)
                .answered(200);
        assertThat(staged.at("/state")).isEqualTo("active");
        assertThat(staged.body().get("differences").toString())
                .contains("entityID changed from", "key added: ", "key removed: ", "sign-on endpoint");
        // Sent again it says the same.
        var again = admin.header("If-Match", staged.etag())
                .upload("PUT", one + "/metadata", OKTA)
                .answered(200);
        assertThat(again.body().get("changed").asBoolean()).isFalse();
        assertThat(again.body().get("differences")).isEqualTo(staged.body().get("differences"));
        assertThat(again.body().at("/keys/0/of/0").asText()).isEqualTo("live");
        assertThat(again.body().at("/keys/1/of/0").asText()).isEqualTo("staged");
        assertThat(again.body().at("/keys/0/days_left").isIntegralNumber()).isTrue();
        admin.put(one + "/trial?untested=true", "{\"people\": [\"ada@northwind.example\"]}")
                .refused(409, "entity-id-changes");
        admin.post(one + "/activate").refused(409, "version-not-tested");
        tested(staged.at("/staged/version"));
        var refused = admin.post(one + "/activate").refused(409, "entity-id-changes");
        assertThat(refused.at("/after")).startsWith("http://www.okta.com/");
        admin.post(one + "/activate?entity_id_change=true").answered(200);
        assertThat(Program.events(partner).getFirst().details().values())
                .containsEntry("tested", "passed")
                .containsKey("entity_id_before");

        assertThat(admin.get(one).body().at("/keys/1/of/0").asText()).isEqualTo("previous");
        var back = admin.post(one + "/rollback").answered(200);
        assertThat(back.at("/live/metadata/entity_id")).startsWith("https://accounts.google.com");
    }

    @Test
    void letsNobodyOverwriteWhatTheyHaveNotSeen() {
        var made = admin.post(all + "?id=" + id).answered(201);
        admin.header("If-Match", made.etag())
                .upload("PUT", one + "/metadata", GOOGLE)
                .answered(200);
        admin.header("If-Match", made.etag())
                .upload("PUT", one + "/metadata", OKTA)
                .refused(412, "changed-meanwhile");
        admin.header("If-Match", made.etag())
                .post(one + "/activate?untested=true")
                .refused(412, "changed-meanwhile");
        admin.header("If-Match", made.etag()).post(one + "/retire").refused(412, "changed-meanwhile");
        admin.header("If-Match", admin.get(one).etag()).post(one + "/retire").answered(200);
    }

    @Test
    void recordsThatSomethingWasReplacedUnseen() {
        admin.post(all + "?id=" + id).answered(201);
        admin.upload("PUT", one + "/metadata", GOOGLE).answered(200);
        assertThat(Program.events(partner).getFirst().details().values()).containsEntry("unconditional", true);

        admin.header("If-Match", admin.get(one).etag())
                .upload("PUT", one + "/metadata", OKTA)
                .answered(200);
        assertThat(Program.events(partner).getFirst().details().values()).doesNotContainKey("unconditional");
    }

    @Test
    void servesNamedPeopleFirst() {
        admin.upload("POST", all + "?id=" + id, GOOGLE).answered(201);
        admin.put(one + "/trial", "{\"people\": [\"ada@northwind.example\"]}").refused(409, "version-not-tested");
        var trial = admin.put(one + "/trial?untested=true", "{\"people\": [\"Ada@northwind.example\"]}")
                .answered(200);
        assertThat(trial.at("/trial/0")).isEqualTo("ada@northwind.example");
        admin.put(one + "/trial", "{\"people\": []}").refused(400, "body-invalid");
        admin.put(one + "/trial", "{\"people\": [\"x\"]}").refused(400, "body-invalid");
        admin.put(one + "/trial", "{\"persons\": [\"x\"]}").refused(400, "body-invalid");
        assertThat(admin.delete(one + "/trial").answered(200).body().get("trial"))
                .isEmpty();
    }

    @Test
    void retiresAndBeginsAnew() {
        admin.upload("POST", all + "?id=" + id, GOOGLE).answered(201);
        admin.post(one + "/activate?untested=true").answered(200);
        var retired = admin.post(one + "/retire").answered(200);
        assertThat(retired.at("/state")).isEqualTo("retired");
        admin.post(one + "/activate?untested=true").refused(409, "configuration-invalid");
        admin.post(one + "/rollback").refused(409, "configuration-invalid");
        assertThat(admin.get("/partners/" + partner).body().get("identity-providers"))
                .isEmpty();

        admin.header("If-Match", retired.etag())
                .upload("PUT", one + "/metadata", GOOGLE)
                .answered(200);
        assertThat(admin.get(one).at("/state")).isEqualTo("draft");
    }

    @Test
    void changesSettingsByThePartnerAndStagesThem() {
        admin.upload("POST", all + "?id=" + id, GOOGLE).answered(201);
        var live = admin.post(one + "/activate?untested=true").at("/live/version");
        var read = admin.get("/partners/" + partner);
        var body = "{\"partner\": \"" + partner + "\", \"identity-providers\": [{\"id\": \"" + id
                + "\", \"subject\": \"employeeNumber\"}]}";

        admin.header("If-Match", read.etag()).put("/partners/" + partner, body).answered(200);

        var staged = admin.get(one);
        assertThat(staged.at("/live/version")).isEqualTo(live);
        assertThat(staged.at("/differences/0")).isEqualTo("setting subject changed");
        assertThat(admin.get("/partners/" + partner).at("/identity-providers/0/subject"))
                .isEqualTo("employeeNumber");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://idp.example/metadata",
                "https://127.0.0.1/metadata",
                "https://localhost/metadata",
                "https://169.254.169.254/latest",
                "https://[::1]/",
                "https://user@idp.example/",
                "file:///etc/passwd",
                "not an address",
                ""
            })
    void fetchesFromPublicHostsOnly(String address) {
        var refused = admin.post(all + "?id=" + id, "{\"metadata_url\": \"" + address + "\"}")
                .refused(422, "configuration-invalid");
        assertThat(refused.at("/pointer")).isEqualTo("/metadata_url");
        admin.get(one).refused(404, "not-found");
    }

    @Test
    void refusesWhatIsNoUpload() {
        admin.post(all).refused(400, "parameter-invalid");
        admin.post(all + "?id=A_B").refused(400, "parameter-invalid");
        admin.post(all + "?id=" + id, "{\"metadata_uri\": \"x\"}").refused(400, "body-invalid");
        admin.post(all + "?id=" + id, "{\"metadata_url\": 1}").refused(400, "body-invalid");
        admin.send("POST", all + "?id=" + id, "text/html", GOOGLE).refused(415, "media-type-unsupported");
        admin.upload("POST", all + "?id=" + id, new byte[(1 << 20) + 1]).refused(413, "body-too-large");
        admin.upload("POST", "/metadata-lint", new byte[(1 << 20) + 1]).refused(413, "body-too-large");
        admin.send(
                        "POST",
                        all + "?id=" + id,
                        "application/json",
                        "{\"metadata_url\": \"a\", \"metadata_url\": \"b\"}".getBytes(StandardCharsets.UTF_8))
                .refused(400, "body-invalid");
    }

    @Test
    void recordsEachStepWithWhoTookIt() {
        admin.upload("POST", all + "?id=" + id, GOOGLE).answered(201);
        admin.post(one + "/activate?untested=true").answered(200);
        admin.post(one + "/retire").answered(200);

        assertThat(Program.events(partner))
                .filteredOn(e ->
                        e.type() == Type.CONFIGURATION && id.equals(e.subject().identityProvider()))
                .extracting(e -> e.details().values().get("change"))
                .isEqualTo(List.of("retired", "activated", "created"));
    }

    private void tested(String version) {
        var lifecycle = Program.gateway().bean(ProviderLifecycle.class);
        Program.gateway()
                .bean(TransactionOperations.class)
                .executeWithoutResult(
                        _ -> lifecycle.tested(new RegistrationId(id), version, Change.by("test", Origin.INTERNAL)));
    }
}
