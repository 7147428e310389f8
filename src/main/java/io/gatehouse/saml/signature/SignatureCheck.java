package io.gatehouse.saml.signature;

import static io.gatehouse.reason.Reason.ALGORITHM_REFUSED;
import static io.gatehouse.reason.Reason.SIGNATURE_INVALID;
import static io.gatehouse.reason.Reason.SIGNING_KEY_UNKNOWN;

import io.gatehouse.identityprovider.ProviderSettings.Exceptions;
import io.gatehouse.identityprovider.metadata.SigningKey;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Refusal;
import io.gatehouse.saml.markup.Malformed;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Checks the signature of one element, which is the signature's own parent: its Reference must lead back to exactly that
 * element, so that what is verified is what is read. A digest is computed even where its algorithm is refused, since a message
 * that was altered is to be called altered.
 */
public final class SignatureCheck {
    private final List<SigningKey> keys;
    private final Exceptions exceptions;
    private final Instant now;

    /** Checks by these keys alone; what a signature says of its key convinces nobody. */
    public SignatureCheck(List<SigningKey> keys, Exceptions exceptions, Instant now) {
        this.keys = keys;
        this.exceptions = exceptions;
        this.now = now;
    }

    /** Checks the signature that stands in this element of this ID. */
    public SignatureFinding check(Element signed, String id, Element signature) {
        SignatureProfile profile;
        try {
            profile = SignatureProfile.read(signature);
        } catch (Malformed e) {
            return invalid(SIGNATURE_INVALID.because(e.refusal().evidence()), List.of());
        }
        if (!leadsTo(signed, id, profile.uri())) {
            return invalid(
                    SIGNATURE_INVALID.because(Evidence.expected("#" + id, profile.uri())
                            .and("problem", "the Reference is to another element")),
                    List.of());
        }
        var algorithms = new AlgorithmCheck(exceptions, LocalDate.ofInstant(now, ZoneOffset.UTC));
        algorithms.check(profile);
        if (!algorithms.computable()) {
            return new SignatureFinding(null, algorithms.refusals(), null, List.of());
        }
        return verify(signed, signature, profile, algorithms);
    }

    private SignatureFinding verify(
            Element signed, Element signature, SignatureProfile profile, AlgorithmCheck algorithms) {
        try {
            var mathematics = new Mathematics(signed, signature);
            if (!mathematics.digestHolds()) {
                return invalid(
                        SIGNATURE_INVALID.because(Evidence.of("problem", "the digest does not hold")),
                        algorithms.refusals());
            }
            SigningKey key = signer(mathematics, algorithms.keyKind());
            if (key == null) {
                return invalid(SIGNING_KEY_UNKNOWN.because(keysSeen(profile)), algorithms.refusals());
            }
            List<String> warnings = new ArrayList<>(algorithms.excepted());
            warnings.addAll(TrustedKeys.warnings(key, now));
            return new SignatureFinding(null, algorithms.refusals(), key, List.copyOf(warnings));
        } catch (XMLSecurityException | IllegalArgumentException e) { // the latter: a value that is no base64
            return invalid(
                    SIGNATURE_INVALID.because(Evidence.of("problem", "the signature cannot be processed")),
                    algorithms.refusals());
        }
    }

    private @Nullable SigningKey signer(Mathematics mathematics, String kind) throws XMLSecurityException {
        for (SigningKey key : keys) {
            var publicKey = key.certificate().getPublicKey();
            if (publicKey.getAlgorithm().equals(kind) && mathematics.verifies(publicKey)) {
                return key;
            }
        }
        return null;
    }

    private Evidence keysSeen(SignatureProfile profile) {
        return Evidence.of(
                        "expected", keys.stream().map(SigningKey::fingerprint).toList())
                .and("got", Fingerprint.ofShown(profile.certificate()));
    }

    // The empty URI means the whole document: fine for its root, under the exception; elsewhere it covers something
    // else.
    private static boolean leadsTo(Element signed, String id, String uri) {
        boolean root = signed.isSameNode(signed.getOwnerDocument().getDocumentElement());
        return uri.equals("#" + id) || (uri.isEmpty() && root);
    }

    private static SignatureFinding invalid(Refusal why, List<Refusal> refused) {
        return new SignatureFinding(why, refused, null, List.of());
    }

    static Refusal refused(String problem, @Nullable Object got) {
        return ALGORITHM_REFUSED.because(Evidence.of("problem", problem).and("got", got));
    }
}
