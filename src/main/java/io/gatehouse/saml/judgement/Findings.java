package io.gatehouse.saml.judgement;

import io.gatehouse.identityprovider.AttributeNames;
import io.gatehouse.reason.Refusal;
import io.gatehouse.saml.Asserted.NameIdentifier;
import io.gatehouse.saml.Examination;
import io.gatehouse.saml.Examination.Arrived;
import io.gatehouse.saml.Examination.Attribute;
import io.gatehouse.saml.Examination.Check;
import io.gatehouse.saml.Examination.Verdict;
import io.gatehouse.saml.message.NameId;
import io.gatehouse.saml.response.Failures;
import io.gatehouse.saml.response.Failures.Stage;
import io.gatehouse.saml.response.ReadAssertion;
import io.gatehouse.saml.response.ReadResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes down what became of a response at each stage. */
final class Findings {
    // These look at the assertion; without one that is open they have nothing to say.
    private static final Set<Stage> OF_THE_ASSERTION = Set.of(
            Stage.COMPLETENESS, Stage.AUDIENCE, Stage.RECIPIENT, Stage.TIMES, Stage.AUTHENTICATION, Stage.ATTRIBUTES);
    private static final int MOST_ATTRIBUTES = 100;
    private static final int MOST_VALUES = 50;

    private Findings() {}

    /** Of bytes that are no response. */
    static Examination ofUnread(Refusal why) {
        var checks = Arrays.stream(Stage.values())
                .map(stage -> stage == Stage.STRUCTURE
                        ? new Check(name(stage), Verdict.FAILED, List.of(why))
                        : new Check(name(stage), Verdict.NOT_REACHED, List.of()))
                .toList();
        return new Examination(why, checks, null, null);
    }

    static List<Check> checks(Failures failures, boolean open) {
        List<Check> checks = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            var failed = failures.of(stage);
            boolean reached = open || !OF_THE_ASSERTION.contains(stage);
            var verdict = !failed.isEmpty() ? Verdict.FAILED : reached ? Verdict.PASSED : Verdict.NOT_REACHED;
            checks.add(new Check(name(stage), verdict, failed));
        }
        return List.copyOf(checks);
    }

    static Arrived arrived(
            ReadResponse response,
            @Nullable ReadAssertion assertion,
            @Nullable String signer,
            List<String> authnContexts,
            AttributeNames names,
            Instant now,
            List<String> warnings) {
        var attributes = assertion == null ? List.<ReadAssertion.Attribute>of() : assertion.attributes();
        var authentication = assertion == null ? null : assertion.authentication();
        return new Arrived(
                response.issuer() == null ? null : response.issuer().value(),
                response.id(),
                assertion == null ? null : assertion.id(),
                name(assertion),
                attributes.stream()
                        .limit(MOST_ATTRIBUTES)
                        .map(a -> new Attribute(
                                a.name(), a.values().stream().limit(MOST_VALUES).toList()))
                        .toList(),
                Mappings.of(attributes, names),
                authnContexts,
                authentication == null ? null : authentication.instant(),
                authentication == null ? null : authentication.sessionIndex(),
                signed(response, assertion),
                signer,
                response.encryptedAssertion() != null,
                Duration.between(response.issueInstant(), now).toSeconds(),
                List.copyOf(warnings));
    }

    private static @Nullable NameIdentifier name(@Nullable ReadAssertion assertion) {
        NameId name = assertion == null || assertion.subject() == null
                ? null
                : assertion.subject().nameId();
        return name == null
                ? null
                : new NameIdentifier(name.value(), name.format(), name.nameQualifier(), name.spNameQualifier());
    }

    private static List<String> signed(ReadResponse response, @Nullable ReadAssertion assertion) {
        List<String> signed = new ArrayList<>();
        if (response.signature() != null) {
            signed.add("response");
        }
        if (assertion != null && assertion.signature() != null) {
            signed.add("assertion");
        }
        return List.copyOf(signed);
    }

    private static String name(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }
}
