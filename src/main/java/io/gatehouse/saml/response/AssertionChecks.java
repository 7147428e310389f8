package io.gatehouse.saml.response;

import static io.gatehouse.reason.Reason.ASSERTION_INCOMPLETE;
import static io.gatehouse.reason.Reason.AUDIENCE_MISMATCH;
import static io.gatehouse.reason.Reason.RECIPIENT_MISMATCH;

import io.gatehouse.reason.Evidence;
import io.gatehouse.saml.message.NameId;
import io.gatehouse.saml.message.Text;
import io.gatehouse.saml.response.Failures.Stage;
import io.gatehouse.saml.response.ReadAssertion.Bearer;
import io.gatehouse.saml.response.ReadAssertion.Subject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the Web Browser SSO profile demands of an assertion (SAML Profiles 4.1.4.2, 4.1.4.3): whole, for us, and sent here. */
public final class AssertionChecks {
    private static final String UNSPECIFIED = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";

    private final ReadAssertion assertion;
    private final Terms terms;
    private final Failures failures;

    /** Checks this assertion. */
    public AssertionChecks(ReadAssertion assertion, Terms terms, Failures failures) {
        this.assertion = assertion;
        this.terms = terms;
        this.failures = failures;
    }

    /** The bearer confirmation that is judged: of several, the complete one for this address. */
    public static Optional<Bearer> bearer(ReadAssertion assertion, String consumer) {
        List<Bearer> all =
                assertion.subject() == null ? List.of() : assertion.subject().bearers();
        return all.stream()
                .filter(b -> b.complete() && consumer.equals(b.recipient()))
                .findFirst()
                .or(() -> all.stream().filter(Bearer::complete).findFirst())
                .or(() -> all.stream().findFirst());
    }

    /** Checks completeness, audience and recipient. */
    public void check() {
        var bearer = bearer(assertion, terms.consumer());
        if (bearer.isEmpty()) {
            incomplete("no bearer SubjectConfirmation with data");
        } else {
            confirmation(bearer.get());
        }
        if (assertion.authentication() == null) {
            incomplete("no AuthnStatement");
        }
        name(assertion.subject());
        audience();
    }

    private void confirmation(Bearer bearer) {
        if (!bearer.complete()) {
            incomplete(
                    bearer.notBefore() != null
                            ? "NotBefore on a bearer confirmation"
                            : "a bearer confirmation without Recipient or NotOnOrAfter");
        }
        if (bearer.recipient() != null && !bearer.recipient().equals(terms.consumer())) {
            failures.add(
                    Stage.RECIPIENT,
                    RECIPIENT_MISMATCH.because(Evidence.expected(terms.consumer(), bearer.recipient())));
        }
    }

    private void name(@Nullable Subject subject) {
        NameId name = subject == null ? null : subject.nameId();
        if (name != null
                && name.spNameQualifier() != null
                && !name.spNameQualifier().equals(terms.audience())) {
            failures.add(
                    Stage.AUDIENCE,
                    AUDIENCE_MISMATCH.because(Evidence.expected(terms.audience(), name.spNameQualifier())
                            .and("problem", "the NameID is qualified for another service provider")));
        }
        if (terms.settings().subject() != null) {
            return; // an attribute says who it is
        }
        String wanted = terms.settings().nameIdFormat();
        if (name == null) {
            incomplete(
                    subject != null && subject.encryptedId()
                            ? "an EncryptedID, which is not supported: encrypt the assertion instead"
                            : "no NameID");
        } else if (!Text.names(name.value())) {
            incomplete("a NameID that is blank, too long or holds invisible characters");
        } else if (wanted != null && !wanted.equals(UNSPECIFIED) && !wanted.equals(name.format())) {
            failures.add(
                    Stage.COMPLETENESS,
                    ASSERTION_INCOMPLETE.because(
                            Evidence.expected(wanted, name.format()).and("problem", "a NameID of another format")));
        }
    }

    private void audience() {
        var conditions = assertion.conditions();
        if (conditions == null) {
            incomplete("no Conditions");
            return;
        }
        if (conditions.audienceRestrictions().isEmpty()) {
            incomplete("no AudienceRestriction");
        }
        for (List<String> audiences : conditions.audienceRestrictions()) {
            if (!audiences.contains(terms.audience())) {
                failures.add(Stage.AUDIENCE, AUDIENCE_MISMATCH.because(Evidence.expected(terms.audience(), audiences)));
            }
        }
    }

    private void incomplete(String problem) {
        failures.add(Stage.COMPLETENESS, ASSERTION_INCOMPLETE.because(Evidence.of("problem", problem)));
    }
}
