package io.gatehouse.saml.judgement;

import static io.gatehouse.reason.Reason.DECRYPTION_FAILED;

import io.gatehouse.saml.encryption.Decryption;
import io.gatehouse.saml.encryption.EncryptedContent;
import io.gatehouse.saml.markup.BoundedReader;
import io.gatehouse.saml.markup.Malformed;
import io.gatehouse.saml.response.AssertionReader;
import io.gatehouse.saml.response.Failures;
import io.gatehouse.saml.response.Failures.Stage;
import io.gatehouse.saml.response.ReadAssertion;
import java.security.PrivateKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** An encrypted assertion before the judge: opened where that is allowed, and read if it may be believed. */
final class Opening {
    private final RelyingParty relyingParty;
    private final Signers signers;
    private final Failures failures;
    private final List<String> warnings;
    private @Nullable PrivateKey openedBy;

    Opening(RelyingParty relyingParty, Signers signers, Failures failures, List<String> warnings) {
        this.relyingParty = relyingParty;
        this.signers = signers;
        this.failures = failures;
        this.warnings = warnings;
    }

    /**
     * The assertion inside; empty with the failure noted.
     *
     * @param signed whether the response around it has a signature
     * @param covered whether that signature was verified
     */
    Optional<ReadAssertion> open(Element encrypted, boolean signed, boolean covered) {
        try {
            return open(EncryptedContent.read(encrypted), signed, covered);
        } catch (Malformed e) {
            failures.add(Stage.STRUCTURE, e.refusal());
            return Optional.empty();
        }
    }

    /** Our key that it was encrypted to; null if nothing was opened. */
    @Nullable
    PrivateKey openedBy() {
        return openedBy;
    }

    private Optional<ReadAssertion> open(EncryptedContent content, boolean signed, boolean covered) throws Malformed {
        var decryption = new Decryption(
                content, relyingParty.decryptionKeys(), relyingParty.settings().exceptions(), covered);
        decryption.refusals().forEach(refusal -> failures.add(Stage.ALGORITHMS, refusal));
        // What a signature speaks for is not worth opening if the signature does not hold.
        if (!decryption.refusals().isEmpty() || (signed && !covered)) {
            return Optional.empty();
        }
        warnings.addAll(decryption.excepted());
        var plain = decryption.open();
        openedBy = decryption.openedBy().orElse(null);
        if (plain.isEmpty()) {
            return undecryptable();
        }
        if (decryption.malleable()) {
            return uncertain(plain.get());
        }
        ReadAssertion assertion = read(plain.get());
        signers.requireOn(assertion);
        return Optional.of(assertion);
    }

    // Without authentication the content may be anybody's experiment: until its own signature holds, any fault in it is
    // answered like a key that does not fit (an oracle otherwise: Jager and Somorovsky, "How to Break XML Encryption").
    private Optional<ReadAssertion> uncertain(byte[] plain) {
        try {
            ReadAssertion assertion = read(plain);
            return signers.vouchFor(assertion) ? Optional.of(assertion) : undecryptable();
        } catch (Malformed e) {
            return undecryptable();
        }
    }

    private static ReadAssertion read(byte[] plain) throws Malformed {
        return AssertionReader.read(BoundedReader.read(plain).getDocumentElement());
    }

    private Optional<ReadAssertion> undecryptable() {
        failures.add(Stage.DECRYPTION, DECRYPTION_FAILED.refused());
        return Optional.empty();
    }
}
