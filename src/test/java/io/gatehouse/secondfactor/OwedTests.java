package io.gatehouse.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.partner.SecondFactorPolicy;
import io.gatehouse.partner.SecondFactorPolicy.Rule;
import io.gatehouse.secondfactor.SecondFactor.Owed;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

class OwedTests {
    private static final String MFA = "urn:oasis:names:tc:SAML:2.0:ac:classes:TimeSyncToken";
    private static final SecondFactorPolicy TRUSTING =
            new SecondFactorPolicy(Rule.TRUST_IDP, List.of(MFA), Duration.ofHours(8));
    private static final SecondFactorPolicy OPTIONAL =
            new SecondFactorPolicy(Rule.OPTIONAL, List.of(), Duration.ofHours(8));

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));

    @OnBothDatabases
    void requiredIsAlwaysOurOwn(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        assertThat(owed(person, SecondFactorPolicy.REQUIRED, proof(MFA, 0))).isEqualTo(new Owed.Enrolment());
        person.enrolled();
        assertThat(owed(person, SecondFactorPolicy.REQUIRED, proof(MFA, 0))).isEqualTo(new Owed.Code());
    }

    @OnBothDatabases
    void optionalIsAskedOfThoseEnrolled(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        assertThat(owed(person, OPTIONAL, FirstFactorEvidence.NONE)).isInstanceOf(Owed.Nothing.class);
        person.offer(person.signIn);
        assertThat(owed(person, OPTIONAL, FirstFactorEvidence.NONE)).isInstanceOf(Owed.Nothing.class);
        person.enrolled();
        assertThat(owed(person, OPTIONAL, FirstFactorEvidence.NONE)).isEqualTo(new Owed.Code());
    }

    @OnBothDatabases
    void aTrustedContextCountsWhileItIsYoungEnough(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var satisfied = new Owed.Nothing("idp", MFA);
        assertThat(owed(person, TRUSTING, proof(MFA, 0))).isEqualTo(satisfied);
        assertThat(owed(person, TRUSTING, proof(MFA, -8 * 3600))).isEqualTo(satisfied);
        assertThat(owed(person, TRUSTING, proof(MFA, 60))).isEqualTo(satisfied);
        assertThat(owed(person, TRUSTING, proof(MFA, -8 * 3600 - 1))).isEqualTo(new Owed.Enrolment());
        assertThat(owed(person, TRUSTING, proof(MFA, 61))).isEqualTo(new Owed.Enrolment());
    }

    @OnBothDatabases
    void noOtherContextCounts(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        assertThat(owed(person, TRUSTING, proof("urn:oasis:names:tc:SAML:2.0:ac:classes:Password", 0)))
                .isEqualTo(new Owed.Enrolment());
        assertThat(owed(person, TRUSTING, proof(MFA + " ", 0))).isEqualTo(new Owed.Enrolment());
        assertThat(owed(person, TRUSTING, new FirstFactorEvidence(List.of(MFA), null)))
                .isEqualTo(new Owed.Enrolment());
        assertThat(owed(person, TRUSTING, FirstFactorEvidence.NONE)).isEqualTo(new Owed.Enrolment());
        var nothingTrusted = new SecondFactorPolicy(Rule.TRUST_IDP, List.of(), Duration.ofHours(8));
        assertThat(owed(person, nothingTrusted, proof(MFA, 0))).isEqualTo(new Owed.Enrolment());
        assertThat(owed(person, OPTIONAL, proof(MFA, 0))).isInstanceOf(Owed.Nothing.class);
    }

    private FirstFactorEvidence proof(String context, long seconds) {
        return new FirstFactorEvidence(
                List.of("other", context), clock.instant().plusSeconds(seconds));
    }

    private static Owed owed(TestSecondFactor person, SecondFactorPolicy policy, FirstFactorEvidence evidence) {
        return person.secondFactor.owed(person.account, policy, evidence);
    }
}
