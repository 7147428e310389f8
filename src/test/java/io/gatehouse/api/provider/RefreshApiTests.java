package io.gatehouse.api.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.Program;
import io.gatehouse.identityprovider.TestDocuments;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefreshApiTests {
    private static final byte[] GOOGLE = TestDocuments.bytes("google-2028.xml");
    private static final byte[] OKTA = TestDocuments.bytes("okta-trial-2024.xml");

    private final Program admin = Program.admin();
    private final String id = "i-" + UUID.randomUUID();
    private final String address = MetadataHost.serves(id, GOOGLE);
    private final String partner = Program.partner(
            "\"identity-providers\": [{\"id\": \"" + id + "\", \"metadata-url\": \"" + address + "\"}]");
    private final String one = "/partners/" + partner + "/identity-providers/" + id;

    @Test
    void keepsTheAddressThatThePartnersBodyNames() {
        var read = admin.get("/partners/" + partner);
        assertThat(read.at("/identity-providers/0/metadata-url")).isEqualTo(address);
        assertThat(admin.get(one).at("/metadata_source/state")).isEqualTo("waiting");

        admin.header("If-Match", read.etag())
                .put("/partners/" + partner, read.response().body())
                .answered(200);
        assertThat(admin.get(one).at("/metadata_source/address")).isEqualTo(address);

        var without = "{\"partner\": \"" + partner + "\", \"identity-providers\": [{\"id\": \"" + id + "\"}]}";
        admin.header("If-Match", admin.get("/partners/" + partner).etag())
                .put("/partners/" + partner, without)
                .answered(200);
        assertThat(admin.get(one).body().get("metadata_source").isNull()).isTrue();
        admin.post(one + "/refresh").refused(409, "metadata-url-missing");
    }

    @Test
    void saysWhatCameOfARefresh() {
        assertThat(admin.post(one + "/refresh").answered(200).at("/outcome")).isEqualTo("staged");
        assertThat(refreshed().at("/outcome")).isEqualTo("unchanged");
        admin.post(one + "/activate?untested=true").answered(200);
        assertThat(refreshed().at("/outcome")).isEqualTo("unchanged");

        MetadataHost.serves(id, OKTA);
        var held = refreshed();
        assertThat(held.at("/outcome")).isEqualTo("held");
        assertThat(held.at("/live/metadata/entity_id")).startsWith("https://accounts.google.com");
        assertThat(held.at("/metadata_source/held")).isEqualTo(held.at("/staged/version"));

        MetadataHost.serves(id, "<no/>".getBytes(UTF_8));
        var failed = refreshed();
        assertThat(failed.at("/outcome")).isEqualTo("failed");
        assertThat(failed.body().at("/metadata_source/evidence").toString()).contains("\"1:1 not-metadata: ");
        MetadataHost.loses(id);
        assertThat(refreshed().body().at("/metadata_source/evidence").toString())
                .contains("metadata-url-status", "404");
        assertThat(admin.get(one).at("/live/metadata/entity_id")).startsWith("https://accounts.google.com");
    }

    @Test
    void acceptsWhatIsHeldByActivatingIt() {
        admin.post(one + "/refresh").answered(200);
        admin.post(one + "/activate?untested=true").answered(200);
        MetadataHost.serves(id, OKTA);
        var held = refreshed().at("/staged/version");

        admin.post(one + "/activate?untested=true&version=" + held).refused(409, "entity-id-changes");
        var accepted = admin.post(one + "/activate?untested=true&entity_id_change=true&version=" + held)
                .answered(200);

        assertThat(accepted.at("/live/version")).isEqualTo(held);
        var after = refreshed();
        assertThat(after.at("/outcome")).isEqualTo("unchanged");
        assertThat(after.at("/metadata_source/state")).isEqualTo("fine");
    }

    @Test
    void declinesWhatIsHeldForGood() {
        admin.post(one + "/refresh").answered(200);
        admin.post(one + "/activate?untested=true").answered(200);
        admin.post(one + "/decline").refused(409, "configuration-invalid");
        MetadataHost.serves(id, OKTA);
        var held = refreshed().at("/staged/version");

        var declined = admin.post(one + "/decline").answered(200);

        assertThat(declined.body().get("staged").isNull()).isTrue();
        assertThat(declined.at("/metadata_source/state")).isEqualTo("fine");
        var again = refreshed();
        assertThat(again.at("/outcome")).isEqualTo("declined");
        assertThat(again.at("/metadata_source/evidence/declined")).isEqualTo(held);
        MetadataHost.serves(id, GOOGLE);
        assertThat(refreshed().at("/outcome")).isEqualTo("unchanged");
    }

    @Test
    void acceptedMetadataIsHeldNoMore() {
        admin.post(one + "/refresh").answered(200);
        admin.post(one + "/activate?untested=true").answered(200);
        MetadataHost.serves(id, OKTA);
        refreshed();

        var accepted = admin.post(one + "/activate?untested=true&entity_id_change=true")
                .answered(200);

        assertThat(accepted.at("/metadata_source/state")).isEqualTo("fine");
        assertThat(accepted.body().at("/metadata_source/held").isNull()).isTrue();
    }

    @Test
    void metadataThatIsSentEndsTheWatching() {
        // Over a draft at once, since the next fetch would overwrite it.
        send(GOOGLE);
        admin.post(one + "/refresh").refused(409, "metadata-url-missing");
        admin.post(one + "/activate?untested=true").answered(200);

        // Named again, and fetched; an address of an upload is watched too.
        var url = "{\"metadata_url\": \"" + MetadataHost.serves(id, GOOGLE) + "\"}";
        admin.header("If-Match", admin.get(one).etag())
                .put(one + "/metadata", url)
                .answered(200);
        assertThat(admin.get(one).at("/metadata_source/address")).isEqualTo(address);

        // Over what serves when it serves itself: until then that is kept fresh.
        send(OKTA);
        assertThat(refreshed().at("/outcome")).isEqualTo("unchanged");
        admin.post(one + "/activate?untested=true&entity_id_change=true").answered(200);
        admin.post(one + "/refresh").refused(409, "metadata-url-missing");
        assertThat(admin.get(one).at("/live/metadata/entity_id")).startsWith("http://www.okta.com/");
    }

    @Test
    void watchesTheAddressOfANewConnection() {
        var other = id + "-other";
        var at = MetadataHost.serves(other, GOOGLE);
        admin.post("/partners/" + partner + "/identity-providers?id=" + other, "{\"metadata_url\": \"" + at + "\"}")
                .answered(201);

        assertThat(admin.get("/partners/" + partner + "/identity-providers/" + other)
                        .at("/metadata_source/address"))
                .isEqualTo(at);
    }

    private void send(byte[] document) {
        admin.header("If-Match", admin.get(one).etag())
                .upload("PUT", one + "/metadata", document)
                .answered(200);
    }

    @Test
    void isTheVendorsOwnToAskFor() {
        Program.of(partner).post(one + "/refresh").refused(403, "scope-insufficient");
        Program.auditor().post(one + "/refresh").refused(403, "scope-insufficient");
        assertThat(admin.get(one).at("/metadata_source/state")).isEqualTo("waiting");
    }

    // The gateway's clock stands still, and a try at the very same time is taken for somebody else's.
    private Program.Reply refreshed() {
        Program.tick();
        return admin.post(one + "/refresh").answered(200);
    }
}
