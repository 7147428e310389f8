package io.gatehouse.api.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.Program;
import io.gatehouse.partner.Partners;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // what is null here fails the test by itself
class DomainsApiTests {
    // A name that no DNS has (RFC 6761), so that asking is over at once wherever the test runs.
    private final String domain = UUID.randomUUID() + ".invalid";
    private final String partner = Program.partner("\"domains\": [\"" + domain + "\"]");
    private final String all = "/partners/" + partner + "/domains";
    private final String one = all + "/" + domain;
    private final Program admin = Program.admin();
    private final Program own = Program.of(partner);

    @Test
    void saysWhatWouldProveADomain() {
        var claimed = own.get(all).answered(200).body().at("/items/0");

        assertThat(claimed.get("domain").asText()).isEqualTo(domain);
        assertThat(claimed.get("proved").asBoolean()).isFalse();
        assertThat(claimed.get("challenge_name").asText()).isEqualTo("_gatehouse-challenge." + domain);
        assertThat(claimed.get("challenge").asText()).startsWith("gatehouse-domain-proof=");
        assertThat(routed()).isFalse();
    }

    @Test
    void asksDnsAndProvesNothingByAnEmptyAnswer() {
        var checked = own.post(one + "/check").answered(200);

        assertThat(checked.at("/proved")).isEqualTo("false");
        assertThat(checked.body().get("checked_at").isNull()).isFalse();
        assertThat(routed()).isFalse();
        own.post(all + "/other.invalid/check").refused(404, "not-found");
        Program.auditor().post(one + "/check").refused(403, "scope-insufficient");
    }

    @Test
    void takesTheWordOfTheVendorsOwnOnly() {
        own.post(one + "/vouch").refused(403, "scope-insufficient");
        Program.auditor().post(one + "/vouch").refused(403, "scope-insufficient");
        assertThat(routed()).isFalse();

        var proved = admin.post(
                        one.toUpperCase().replace("/PARTNERS/" + partner.toUpperCase() + "/DOMAINS", all) + "/vouch")
                .answered(200);

        assertThat(proved.at("/how")).isEqualTo("word");
        assertThat(proved.at("/proved_by")).startsWith("token ");
        assertThat(routed()).isTrue();
        assertThat(Program.events(partner).getFirst().details().values())
                .containsEntry("change", "domain proved")
                .containsEntry("how", "word");
        admin.post(all + "/other.invalid/vouch").refused(404, "not-found");
    }

    private boolean routed() {
        return Program.gateway().bean(Partners.class).ofDomain(domain).isPresent();
    }
}
