package io.gatehouse.idpconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OwnFindingsTests {
    @Test
    void tellsAPartnerNothingOfAnother() {
        var findings = List.of(
                "northwind/my idp.xml:3:1 warning entity-id-of-another-partner Found: x of the partner fabrikam Fix: look",
                "northwind/idp.xml:3:1 warning entity-id-like-anothers Found: fabrikam Fix: look",
                "northwind/partner.yaml:3:11 error domain-taken The domain 'a.example' is the partner fabrikam's. Fix: take it",
                "northwind/partner.yaml:3:11 error domain-claimed-twice The domain is also in fabrikam/partner.yaml line 2. Fix: x",
                "northwind/partner.yaml:9:5 error provider-id-twice The id is also in fabrikam/partner.yaml line 2. Fix: x",
                "northwind/partner.yaml:12:5 error unknown-key There is no 'clock-skow'. Fix: the nearest is 'clock-skew'");

        var own = OwnFindings.of(findings);

        assertThat(own.toString()).doesNotContain("fabrikam");
        assertThat(own)
                .hasSize(4)
                .contains(findings.getLast())
                .contains(
                        "northwind/partner.yaml:3:11 error domain-taken Somebody else has it. Fix: ask your account manager");
    }
}
