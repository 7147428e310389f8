package io.gatehouse.saml.judgement;

import static io.gatehouse.reason.Reason.SIGNATURE_MISSING;

import io.gatehouse.identityprovider.metadata.SigningKey;
import io.gatehouse.saml.response.Failures;
import io.gatehouse.saml.response.Failures.Stage;
import io.gatehouse.saml.response.ReadAssertion;
import io.gatehouse.saml.response.ReadResponse;
import io.gatehouse.saml.signature.SignatureCheck;
import io.gatehouse.saml.signature.SignatureFinding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who signed what: each signature of one response is checked, and the key of one that holds is remembered. */
final class Signers {
    private final ReadResponse response;
    private final SignatureCheck signatures;
    private final Failures failures;
    private final List<String> warnings;
    private @Nullable SigningKey signer;

    Signers(ReadResponse response, SignatureCheck signatures, Failures failures, List<String> warnings) {
        this.response = response;
        this.signatures = signatures;
        this.failures = failures;
        this.warnings = warnings;
    }

    /** Whether a trusted key speaks for the whole response, ciphertext included. */
    boolean coverResponse() {
        return response.signature() != null
                && note(signatures.check(response.element(), response.id(), response.signature()));
    }

    /** Somebody must have signed: the response, or the assertion in it. */
    void requireOn(@Nullable ReadAssertion assertion) {
        if (assertion != null && assertion.signature() != null) {
            note(signatures.check(assertion.element(), assertion.id(), assertion.signature()));
        } else if (response.signature() == null) {
            failures.add(Stage.SIGNATURE, SIGNATURE_MISSING.refused());
        }
    }

    /** Whether the assertion's own signature verifies; if it does not, nothing is said of it. */
    boolean vouchFor(ReadAssertion assertion) {
        if (assertion.signature() == null) {
            return false;
        }
        var finding = signatures.check(assertion.element(), assertion.id(), assertion.signature());
        return finding.key() != null && note(finding);
    }

    /** The key whose signature holds, if one does. */
    @Nullable
    SigningKey signer() {
        return signer;
    }

    private boolean note(SignatureFinding finding) {
        if (finding.holds()) {
            signer = finding.key();
        }
        return failures.add(finding, warnings);
    }
}
