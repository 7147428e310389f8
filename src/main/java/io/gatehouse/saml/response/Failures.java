package io.gatehouse.saml.response;

import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Refusal;
import io.gatehouse.saml.signature.SignatureFinding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All that failed, whatever the order it was found in; the earliest stage names the refusal. */
public final class Failures {
    /** The stages, in the order of the published contract. */
    public enum Stage {
        STRUCTURE,
        ISSUER,
        SIGNATURE,
        ALGORITHMS,
        DECRYPTION,
        STATUS,
        DESTINATION,
        REQUEST,
        COMPLETENESS,
        AUDIENCE,
        RECIPIENT,
        TIMES,
        AUTHENTICATION,
        ATTRIBUTES
    }

    private record Failure(Stage stage, Refusal why) {}

    private final List<Failure> all = new ArrayList<>();

    /** One more. */
    public void add(Stage stage, Refusal why) {
        all.add(new Failure(stage, why));
    }

    /** What a signature's check found: its failures are added here, its warnings there. Whether a trusted key verified it. */
    public boolean add(SignatureFinding finding, List<String> warnings) {
        if (finding.invalid() != null) {
            add(Stage.SIGNATURE, finding.invalid());
        }
        finding.refused().forEach(refusal -> add(Stage.ALGORITHMS, refusal));
        finding.warnings().stream().filter(w -> !warnings.contains(w)).forEach(warnings::add);
        return finding.key() != null;
    }

    /** Whether nothing failed. */
    public boolean none() {
        return all.isEmpty();
    }

    /** What failed at one stage. */
    public List<Refusal> of(Stage stage) {
        return all.stream().filter(f -> f.stage() == stage).map(Failure::why).toList();
    }

    /** The first failure with its evidence, then what else is known, then all codes that failed. */
    public Refusal verdict(Evidence known) {
        var ordered = all.stream().sorted(Comparator.comparing(Failure::stage)).toList();
        Refusal first = ordered.getFirst().why();
        var codes =
                ordered.stream().map(f -> f.why().reason().code()).distinct().toList();
        return new Refusal(first.reason(), known.and(first.evidence()).and("failed", codes));
    }
}
