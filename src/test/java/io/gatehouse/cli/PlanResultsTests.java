package io.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.idpconfig.FolderPlan;
import io.gatehouse.idpconfig.FolderPlan.What;
import io.gatehouse.idpconfig.yaml.ConfigFinding;
import io.gatehouse.idpconfig.yaml.ConfigFinding.Severity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanResultsTests {
    @Test
    void standBesideTheFilesThatTheyAreAbout() throws Exception {
        var refusal =
                new ConfigFinding("zeta/partner.yaml", 9, 5, "unknown-key", Severity.ERROR, "No such key.", "mend");
        var plan = new FolderPlan.Planned(List.of(
                new FolderPlan.Partner("alpha", What.CREATED, List.of("partner: new", "alpha-idp: new"), List.of()),
                new FolderPlan.Partner("beta", What.UNCHANGED, List.of(), List.of()),
                new FolderPlan.Partner("gamma", What.RETIRED, List.of("gamma-idp: retired"), List.of()),
                new FolderPlan.Partner("zeta", What.REFUSED, List.of(), List.of(refusal))));

        var run = new ObjectMapper()
                .readTree(Sarif.of("Gatehouse plan", PlanResults.of(plan), Path.of("idp-config")))
                .at("/runs/0");

        assertThat(run.at("/tool/driver/name").asText()).isEqualTo("Gatehouse plan");
        assertThat(run.get("results").valueStream())
                .extracting(r -> r.get("ruleId").asText() + " " + r.get("level").asText() + " "
                        + r.at("/locations/0/physicalLocation/artifactLocation/uri")
                                .asText() + ":"
                        + r.at("/locations/0/physicalLocation/region/startLine").asInt() + " "
                        + r.at("/message/text").asText())
                .containsExactly(
                        "plan-created note idp-config/alpha/partner.yaml:1 alpha would be created: partner: new; alpha-idp: new.",
                        "plan-retired warning idp-config/gamma/partner.yaml:1 gamma would be retired: gamma-idp: retired.",
                        "plan-refused error idp-config/zeta/partner.yaml:1 zeta would be refused.",
                        "unknown-key error idp-config/zeta/partner.yaml:9 No such key. Fix: mend");
    }
}
