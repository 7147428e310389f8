package io.gatehouse.api.partner;

import io.gatehouse.api.Problem;
import io.gatehouse.api.call.Members;
import io.gatehouse.idpconfig.folder.PartnerBody;
import io.gatehouse.reason.CallReason;
import io.gatehouse.reason.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with a partner's body, as a problem. */
public final class PartnerFindings {
    // What breaks the form of JSON itself, before anything of it could be judged.
    private static final Set<String> FORM =
            Set.of("json-syntax", "not-utf-8", "not-an-object", "nul-character", "body-too-large");

    private PartnerFindings() {}

    static Problem problem(List<PartnerBody.Finding> errors) {
        var first = errors.getFirst();
        boolean form = FORM.contains(first.finding().rule());
        var problem = form
                ? Problem.of(CallReason.BODY_INVALID, detail(first))
                : Problem.of(Reason.CONFIGURATION_INVALID, 422, detail(first));
        return problem.with("pointer", first.pointer())
                .with("findings", errors.stream().map(PartnerFindings::view).toList());
    }

    /** A partner from a file is changed by its file. */
    public static Problem fromFile(String file) {
        return Problem.of(
                        CallReason.PARTNER_FROM_FILE,
                        "It is read-only here. Change " + file + " in the idp-config folder instead.")
                .with("file", file);
    }

    static Map<String, @Nullable Object> view(PartnerBody.Finding finding) {
        var found = finding.finding();
        return Members.of("pointer", finding.pointer())
                .and("line", found.line())
                .and("column", found.column())
                .and("rule", found.rule())
                .and("severity", found.severity().code())
                .and("message", found.message())
                .and("fix", found.fix())
                .map();
    }

    private static String detail(PartnerBody.Finding finding) {
        return finding.finding().message() + " To mend it: " + finding.finding().fix() + ".";
    }
}
