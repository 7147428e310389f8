package io.gatehouse.saml.response;

import static io.gatehouse.reason.Reason.CLOCK_SKEW;
import static io.gatehouse.reason.Reason.RESPONSE_EXPIRED;
import static io.gatehouse.reason.Reason.RESPONSE_NOT_YET_VALID;

import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import io.gatehouse.saml.response.Failures.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every time that a message states, against one clock and the provider's skew. */
public final class TimeChecks {
    private static final Duration LONGEST_VALIDITY = Duration.ofHours(24);
    // Outside the window by no more than this is a clock that is wrong rather than a response that is old.
    private static final Duration NEAR = Duration.ofMinutes(10);
    // Nodes' clocks differ too: what is remembered against replay is remembered a little longer than needed.
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Terms terms;
    private final Duration skew;
    private final List<Refusal> far = new ArrayList<>();
    private final List<Refusal> near = new ArrayList<>();
    private Instant ends = Instant.MAX;

    private TimeChecks(Terms terms) {
        this.terms = terms;
        this.skew = terms.settings().clockSkew();
    }

    /**
     * Checks all of them.
     *
     * @return until when another delivery could pass these checks
     */
    public static Instant check(
            ReadResponse response, ReadAssertion assertion, Terms terms, Failures failures, List<String> warnings) {
        var checks = new TimeChecks(terms);
        checks.ends(assertion);
        checks.begins(response, assertion);
        checks.age("IssueInstant of the Response", response.issueInstant(), warnings);
        checks.age("IssueInstant of the Assertion", assertion.issueInstant(), warnings);
        checks.validity(assertion, warnings);
        checks.report(failures);
        return checks.ends.isAfter(Instant.MAX.minus(Duration.ofDays(1)))
                ? terms.now().plus(LONGEST_VALIDITY)
                : checks.ends.plus(MARGIN);
    }

    /**
     * Checks a logout message, whose age is bounded whatever an assertion's may be.
     *
     * @return until when another delivery could pass these checks
     */
    public static Instant check(Instant issued, @Nullable Instant notOnOrAfter, Terms terms, Failures failures) {
        var checks = new TimeChecks(terms);
        checks.notOnOrAfter("NotOnOrAfter", notOnOrAfter);
        checks.notOnOrAfter(
                "IssueInstant and the age it may have",
                issued.plus(terms.settings().maxAssertionAge()));
        checks.notBefore("IssueInstant", issued);
        checks.report(failures);
        return checks.ends.plus(MARGIN);
    }

    private void report(Failures failures) {
        far.forEach(refusal -> failures.add(Stage.TIMES, refusal));
        near.forEach(refusal -> failures.add(Stage.TIMES, refusal));
    }

    private void ends(ReadAssertion assertion) {
        AssertionChecks.bearer(assertion, terms.consumer())
                .ifPresent(b -> notOnOrAfter("NotOnOrAfter of the SubjectConfirmationData", b.notOnOrAfter()));
        if (assertion.conditions() != null) {
            notOnOrAfter(
                    "NotOnOrAfter of the Conditions", assertion.conditions().notOnOrAfter());
        }
        if (assertion.authentication() != null) {
            notOnOrAfter("SessionNotOnOrAfter", assertion.authentication().sessionNotOnOrAfter());
        }
    }

    private void begins(ReadResponse response, ReadAssertion assertion) {
        if (assertion.conditions() != null) {
            notBefore("NotBefore of the Conditions", assertion.conditions().notBefore());
        }
        notBefore("IssueInstant of the Response", response.issueInstant());
        notBefore("IssueInstant of the Assertion", assertion.issueInstant());
        if (assertion.authentication() != null) {
            notBefore("AuthnInstant", assertion.authentication().instant());
        }
    }

    private void age(String what, Instant issued, List<String> warnings) {
        Instant limit = issued.plus(terms.settings().maxAssertionAge());
        if (!terms.settings().exceptions().longValidity()) {
            notOnOrAfter(what + " and the age it may have", limit);
        } else if (terms.now().isAfter(limit.plus(skew)) && !warnings.contains("insecure-long-validity")) {
            warnings.add("insecure-long-validity");
        }
    }

    private void validity(ReadAssertion assertion, List<String> warnings) {
        Instant end =
                assertion.conditions() == null ? null : assertion.conditions().notOnOrAfter();
        Instant latest = assertion.issueInstant().plus(LONGEST_VALIDITY);
        if (end == null || !end.isAfter(latest)) {
            return;
        }
        if (!terms.settings().exceptions().longValidity()) {
            far.add(RESPONSE_EXPIRED.because(
                    Evidence.expected(latest, end).and("problem", "valid for more than 24 hours after its issue")));
        } else if (!warnings.contains("insecure-long-validity")) {
            warnings.add("insecure-long-validity");
        }
    }

    private void notOnOrAfter(String what, @Nullable Instant limit) {
        if (limit == null) {
            return;
        }
        Instant last = limit.plus(skew);
        if (last.isBefore(ends)) {
            ends = last;
        }
        if (!terms.now().isBefore(last)) {
            outside(RESPONSE_EXPIRED, what, limit, Duration.between(last, terms.now()));
        }
    }

    private void notBefore(String what, @Nullable Instant limit) {
        if (limit != null && terms.now().isBefore(limit.minus(skew))) {
            outside(RESPONSE_NOT_YET_VALID, what, limit, Duration.between(terms.now(), limit.minus(skew)));
        }
    }

    private void outside(Reason reason, String what, Instant limit, Duration by) {
        boolean close = by.compareTo(NEAR) <= 0;
        var evidence = Evidence.expected(what + " " + limit, terms.now()).and("outside_by", by.toSeconds() + " s");
        (close ? near : far).add((close ? CLOCK_SKEW : reason).because(evidence));
    }
}
