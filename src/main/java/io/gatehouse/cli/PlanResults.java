package io.gatehouse.cli;

import io.gatehouse.idpconfig.FolderPlan;
import io.gatehouse.idpconfig.FolderPlan.What;
import io.gatehouse.idpconfig.folder.PartnerReading;
import io.gatehouse.idpconfig.yaml.ConfigFinding;
import io.gatehouse.idpconfig.yaml.ConfigFinding.Severity;
import java.util.List;
import java.util.stream.Stream;

/** A plan as results beside files: what would be changed of a partner at the head of its file, what was found where it is. */
final class PlanResults {
    private PlanResults() {}

    static List<ConfigFinding> of(FolderPlan.Planned planned) {
        return planned.partners().stream()
                .filter(partner -> partner.what() != What.UNCHANGED)
                .flatMap(partner -> Stream.concat(changes(partner), partner.findings().stream()))
                .toList();
    }

    private static Stream<ConfigFinding> changes(FolderPlan.Partner partner) {
        var what = partner.what();
        var words = partner.changes().isEmpty() ? "" : ": " + String.join("; ", partner.changes());
        return Stream.of(new ConfigFinding(
                partner.folder() + "/" + PartnerReading.FILE,
                1,
                1,
                "plan-" + what.code(),
                what == What.REFUSED ? Severity.ERROR : what == What.RETIRED ? Severity.WARNING : Severity.INFO,
                partner.folder() + " would be " + what.code() + words + ".",
                ""));
    }
}
