package io.gatehouse.saml.logout;

import static io.gatehouse.reason.Reason.PROVIDER_KEY_MISSING;
import static io.gatehouse.reason.Reason.SIGNATURE_MISSING;

import io.gatehouse.identityprovider.metadata.SigningKey;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Refusal;
import io.gatehouse.saml.binding.BrowserMessage;
import io.gatehouse.saml.markup.Malformed;
import io.gatehouse.saml.response.Failures;
import io.gatehouse.saml.response.Failures.Stage;
import io.gatehouse.saml.response.ResponseChecks;
import io.gatehouse.saml.response.Terms;
import io.gatehouse.saml.response.TimeChecks;
import io.gatehouse.saml.signature.QueryCheck;
import io.gatehouse.saml.signature.SignatureCheck;
import io.gatehouse.saml.signature.SignatureFinding;
import io.gatehouse.saml.signature.TrustedKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;

/** One logout message before the judge: what both kinds must hold, every check made so that the evidence names all. */
final class Hearing {
    private final BrowserMessage message;
    private final Envelope envelope;
    private final Terms terms;
    private final List<SigningKey> keys;
    private final List<String> warnings = new ArrayList<>();
    final Failures failures = new Failures();
    private @Nullable SigningKey signer;
    private boolean rightIssuer;

    Hearing(BrowserMessage message, Envelope envelope, LogoutParty party) {
        this.message = message;
        this.envelope = envelope;
        this.terms = party.terms();
        this.keys = TrustedKeys.of(party.assertingParty().signingKeys());
    }

    /** Checks issuer, signature, destination and times; answers until when another delivery could pass them. */
    Instant hear(@Nullable Instant notOnOrAfter) throws Malformed {
        ResponseChecks.issuer(envelope.issuer(), terms, failures);
        rightIssuer = failures.none();
        if (keys.isEmpty()) {
            failures.add(Stage.STRUCTURE, PROVIDER_KEY_MISSING.refused());
        }
        signature();
        ResponseChecks.destination(envelope.destination(), true, terms, failures, warnings);
        return TimeChecks.check(envelope.issueInstant(), notOnOrAfter, terms, failures);
    }

    /** Whether the provider itself said this: only then is anything in it worth opening, or answering. */
    boolean authentic() {
        return rightIssuer && signer != null;
    }

    /** The key that signed an authentic message. */
    SigningKey signer() {
        return Objects.requireNonNull(signer, "an authentic message has a signer");
    }

    List<String> warnings() {
        return warnings;
    }

    /** The refusal of what failed. */
    Refusal refusal(Evidence also) {
        return failures.verdict(Evidence.of(
                        "issuer",
                        envelope.issuer() == null ? null : envelope.issuer().value())
                .and("logout_message", envelope.id())
                .and(
                        "clock_offset",
                        Duration.between(envelope.issueInstant(), terms.now()).toSeconds())
                .and(also));
    }

    // Always required, whatever carried it: without one anybody could sign anybody out.
    private void signature() throws Malformed {
        switch (message.carrier()) {
            case REDIRECT -> {
                if (envelope.signature() != null) {
                    throw new Malformed("a Signature inside a redirected message"); // SAML Bindings 3.4.4.1
                }
                if (message.signature() == null) {
                    failures.add(Stage.SIGNATURE, SIGNATURE_MISSING.refused());
                } else {
                    note(ofQuery(message.signature()));
                }
            }
            case POST -> {
                if (envelope.signature() == null) {
                    failures.add(Stage.SIGNATURE, SIGNATURE_MISSING.refused());
                } else {
                    note(new SignatureCheck(keys, terms.settings().exceptions(), terms.now())
                            .check(envelope.element(), envelope.id(), envelope.signature()));
                }
            }
        }
    }

    private SignatureFinding ofQuery(BrowserMessage.QuerySignature signature) {
        Document document = Objects.requireNonNull(envelope.element().getOwnerDocument());
        return new QueryCheck(document, keys, terms.settings().exceptions(), terms.now())
                .check(signature.octets(), signature.method(), signature.value());
    }

    private void note(SignatureFinding finding) {
        failures.add(finding, warnings);
        signer = finding.holds() ? finding.key() : null;
    }
}
