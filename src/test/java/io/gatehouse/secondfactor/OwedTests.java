package io.gatehouse.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.audit.LoginEvent;
import io.gatehouse.partner.SecondFactorPolicy;
import io.gatehouse.partner.SecondFactorPolicy.Rule;
import io.gatehouse.secondfactor.SecondFactor.Owed;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        assertThat(owed(person, SecondFactorPolicy.REQUIRED, proof(MFA, 0))).isInstanceOf(Owed.Enrolment.class);
        person.enrolled();
        assertThat(owed(person, SecondFactorPolicy.REQUIRED, proof(MFA, 0))).isInstanceOf(Owed.Code.class);
    }

    @OnBothDatabases
    void optionalIsAskedOfThoseEnrolled(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        assertThat(owed(person, OPTIONAL, FirstFactorEvidence.NONE)).isInstanceOf(Owed.Nothing.class);
        person.offer(person.signIn);
        assertThat(owed(person, OPTIONAL, FirstFactorEvidence.NONE)).isInstanceOf(Owed.Nothing.class);
        person.enrolled();
        assertThat(owed(person, OPTIONAL, FirstFactorEvidence.NONE)).isInstanceOf(Owed.Code.class);
    }

    @OnBothDatabases
    void aTrustedContextCountsWhileItIsYoungEnough(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        assertThat(owed(person, TRUSTING, proof(MFA, 0))).isInstanceOf(Owed.Nothing.class);
        assertThat(owed(person, TRUSTING, proof(MFA, -8 * 3600))).isInstanceOf(Owed.Nothing.class);
        assertThat(owed(person, TRUSTING, proof(MFA, 60))).isInstanceOf(Owed.Nothing.class);
        assertThat(owed(person, TRUSTING, proof(MFA, -8 * 3600 - 1))).isInstanceOf(Owed.Enrolment.class);
        assertThat(owed(person, TRUSTING, proof(MFA, 61))).isInstanceOf(Owed.Enrolment.class);
    }

    @OnBothDatabases
    void noOtherContextCounts(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        assertThat(owed(person, TRUSTING, proof("urn:oasis:names:tc:SAML:2.0:ac:classes:Password", 0)))
                .isInstanceOf(Owed.Enrolment.class);
        assertThat(owed(person, TRUSTING, proof(MFA + " ", 0))).isInstanceOf(Owed.Enrolment.class);
        assertThat(owed(person, TRUSTING, new FirstFactorEvidence(List.of(MFA), null)))
                .isInstanceOf(Owed.Enrolment.class);
        assertThat(owed(person, TRUSTING, FirstFactorEvidence.NONE)).isInstanceOf(Owed.Enrolment.class);
        var nothingTrusted = new SecondFactorPolicy(Rule.TRUST_IDP, List.of(), Duration.ofHours(8));
        assertThat(owed(person, nothingTrusted, proof(MFA, 0))).isInstanceOf(Owed.Enrolment.class);
        assertThat(owed(person, OPTIONAL, proof(MFA, 0))).isInstanceOf(Owed.Nothing.class);
    }

    @OnBothDatabases
    void saysWhichWordOfTheIdentityProviderCounted(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var nothing = (Owed.Nothing) owed(person, TRUSTING, proof(MFA, -90));
        assertThat(nothing.by()).isEqualTo("idp");
        assertThat(nothing.evidence().values())
                .containsEntry("authn_context", MFA)
                .containsEntry("authn_instant", "2026-11-23T11:58:30Z")
                .containsEntry("age_seconds", 90L)
                .containsEntry("max_age_seconds", 28_800L)
                .containsEntry("trusted_authn_contexts", List.of(MFA));
        var unasked = (Owed.Nothing) owed(person, OPTIONAL, FirstFactorEvidence.NONE);
        assertThat(unasked.by()).isEqualTo("not-asked");
    }

    @OnBothDatabases
    void saysWhyTheWordOfTheIdentityProviderDidNotCount(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        assertThat(problem(person, proof(MFA, -8 * 3600 - 1))).isEqualTo("too old");
        assertThat(problem(person, proof(MFA, 61))).isEqualTo("in the future");
        assertThat(problem(person, proof("x", 0))).isEqualTo("not on the list");
        assertThat(problem(person, FirstFactorEvidence.NONE)).isEqualTo("no authentication context");
        assertThat(problem(person, new FirstFactorEvidence(List.of(MFA), null))).isEqualTo("no time of authentication");
        var app = person.enrolled();
        var code = (Owed.Code) owed(person, TRUSTING, proof("x", 0));
        assertThat(code.because().values()).containsEntry("authn_context", List.of("other", "x"));
        db.transactions()
                .executeWithoutResult(_ -> person.secondFactor.verify(
                        person.account, app.wrong(), code.because(), person.people.context()));
        db.transactions()
                .executeWithoutResult(_ -> person.secondFactor.verify(
                        person.account, app.code(0), code.because(), person.people.context()));
        assertThat(person.events(LoginEvent.Type.SECOND_FACTOR))
                .hasSize(3)
                .filteredOn(event ->
                        "not on the list".equals(event.details().values().get("idp_not_counted")))
                .extracting(LoginEvent::outcome)
                .containsExactlyInAnyOrder(LoginEvent.Outcome.FAILURE, LoginEvent.Outcome.SUCCESS);
    }

    private static @Nullable Object problem(TestSecondFactor person, FirstFactorEvidence evidence) {
        return ((Owed.Enrolment) owed(person, TRUSTING, evidence))
                .because()
                .values()
                .get("idp_not_counted");
    }

    private FirstFactorEvidence proof(String context, long seconds) {
        return new FirstFactorEvidence(
                List.of("other", context), clock.instant().plusSeconds(seconds));
    }

    private static Owed owed(TestSecondFactor person, SecondFactorPolicy policy, FirstFactorEvidence evidence) {
        return person.secondFactor.owed(person.account, policy, evidence);
    }
}
