package io.gatehouse.api.provider;

import io.gatehouse.api.Problem;
import io.gatehouse.api.ProblemException;
import io.gatehouse.api.call.Tags;
import io.gatehouse.api.partner.PartnerFindings;
import io.gatehouse.identityprovider.lifecycle.Step;
import io.gatehouse.reason.CallReason;
import java.util.List;

/** What came of a step in a connection's life, as an answer or a problem. */
final class Steps {
    private Steps() {}

    /** A step that was not taken, as a problem. */
    static final class NotTaken extends ProblemException {
        private static final long serialVersionUID = 1L;

        private final transient Step step;

        NotTaken(Step step, Problem problem) {
            super(problem);
            this.step = step;
        }

        Step step() {
            return step;
        }
    }

    /** What a step that was taken, or had been before, tells beside the connection; a problem for every other. */
    static Taken taken(Step step) {
        return switch (step) {
            case Step.Done done -> new Taken(true, done);
            case Step.Unchanged u ->
                new Taken(false, new Step.Done(u.provider(), u.version(), u.findings(), List.of()));
            case Step.Refused refused -> throw new NotTaken(step, refused(refused));
            case Step.Untested(var version) -> throw new NotTaken(step, untested(version.hash()));
            case Step.OtherEntity(var before, var after) -> throw new NotTaken(step, otherEntity(before, after));
            case Step.Stale _ -> throw new NotTaken(step, Tags.changed());
            case Step.ReadOnly(var file) -> throw new NotTaken(step, PartnerFindings.fromFile(file));
        };
    }

    /** @param changed whether anything was */
    record Taken(boolean changed, Step.Done done) {}

    private static Problem untested(String version) {
        return Problem.of(
                        CallReason.VERSION_NOT_TESTED,
                        "No test sign-in of exactly this version has passed. Make one, or send untested=true,"
                                + " which is recorded.")
                .with("version", version);
    }

    private static Problem otherEntity(String before, String after) {
        return Problem.of(
                        CallReason.ENTITY_ID_CHANGES,
                        "Its entityID is not the one that people are bound to, so they would have to be invited"
                                + " again. If that is meant, send entity_id_change=true, which is recorded.")
                .with("before", before)
                .with("after", after);
    }

    private static Problem refused(Step.Refused refused) {
        boolean document = !refused.findings().isEmpty();
        var problem = Problem.of(
                refused.why().reason(),
                document ? 422 : 409,
                document
                        ? "The metadata can't be used; the findings say why."
                        : "It can't be done: " + refused.why().evidence().values() + ".");
        return problem.with("evidence", refused.why().evidence().values())
                .with("findings", ProviderViews.findings(refused.findings()));
    }
}
