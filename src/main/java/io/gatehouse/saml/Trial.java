package io.gatehouse.saml;

import static io.gatehouse.reason.Reason.DECRYPTION_FAILED;
import static io.gatehouse.reason.Reason.ENCRYPTION_REQUIRED;
import static io.gatehouse.reason.Reason.SIGNATURE_MISSING;

import io.gatehouse.identityprovider.AttributeNames;
import io.gatehouse.identityprovider.metadata.SigningKey;
import io.gatehouse.reason.Evidence;
import io.gatehouse.saml.ResponseJudge.Judgement;
import io.gatehouse.saml.encryption.Decryption;
import io.gatehouse.saml.encryption.EncryptedContent;
import io.gatehouse.saml.markup.BoundedReader;
import io.gatehouse.saml.markup.Malformed;
import io.gatehouse.saml.response.AssertionChecks;
import io.gatehouse.saml.response.AssertionReader;
import io.gatehouse.saml.response.Failures;
import io.gatehouse.saml.response.Failures.Stage;
import io.gatehouse.saml.response.Person;
import io.gatehouse.saml.response.ReadAssertion;
import io.gatehouse.saml.response.ReadResponse;
import io.gatehouse.saml.response.ResponseChecks;
import io.gatehouse.saml.response.Terms;
import io.gatehouse.saml.response.TimeChecks;
import io.gatehouse.saml.signature.SignatureCheck;
import io.gatehouse.saml.signature.SignatureFinding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** One response before the judge: every check is made, so that the evidence names all that failed. */
final class Trial {
    private final ReadResponse response;
    private final RelyingParty relyingParty;
    private final SignatureCheck signatures;
    private final Terms terms;
    private final RequestCheck request;
    private final Failures failures = new Failures();
    private final List<String> warnings = new ArrayList<>();
    private @Nullable SigningKey signer;

    Trial(
            ReadResponse response,
            RelyingParty relyingParty,
            List<SigningKey> keys,
            PendingRequests pending,
            Instant now) {
        this.response = response;
        this.relyingParty = relyingParty;
        this.signatures = new SignatureCheck(keys, relyingParty.settings().exceptions(), now);
        this.terms = new Terms(
                relyingParty.entityId(),
                relyingParty.assertionConsumerService(),
                relyingParty.assertingParty().entityId(),
                relyingParty.settings(),
                now);
        this.request = new RequestCheck(response, pending, relyingParty.settings(), failures);
    }

    Judgement judgement() {
        ResponseChecks.check(response, terms, failures, warnings);
        boolean covered = response.signature() != null
                && signature(signatures.check(response.element(), response.id(), response.signature()));
        if (response.assertion() != null && relyingParty.settings().requireEncryptedAssertions()) {
            failures.add(Stage.DECRYPTION, ENCRYPTION_REQUIRED.refused());
        }
        ReadAssertion assertion = response.assertion();
        if (response.encryptedAssertion() != null) {
            assertion = opened(response.encryptedAssertion(), covered).orElse(null);
        } else {
            signed(assertion);
        }
        request.check(
                assertion == null
                        ? null
                        : AssertionChecks.bearer(assertion, terms.consumer()).orElse(null));
        return assertion == null ? refused(null) : verdict(assertion);
    }

    private Judgement verdict(ReadAssertion assertion) {
        ResponseChecks.issuer(assertion.issuer(), terms, failures);
        new AssertionChecks(assertion, terms, failures).check();
        Instant acceptableUntil = TimeChecks.check(response, assertion, terms, failures, warnings);
        var person = Person.of(
                assertion,
                AttributeNames.of(relyingParty.assertingParty().vendor(), relyingParty.settings()),
                relyingParty.settings(),
                failures,
                warnings);
        var nameId = assertion.subject() == null ? null : assertion.subject().nameId();
        var authentication = assertion.authentication();
        if (!failures.none() || signer == null || person.subject() == null || authentication == null) {
            return refused(assertion);
        }
        return new Judgement.Accepted(
                new Asserted(
                        terms.issuer(),
                        person.subject(),
                        nameId == null
                                ? null
                                : new Asserted.NameIdentifier(
                                        nameId.value(),
                                        nameId.format(),
                                        nameId.nameQualifier(),
                                        nameId.spNameQualifier()),
                        authentication.sessionIndex(),
                        person.email(),
                        person.givenName(),
                        person.familyName(),
                        person.groups(),
                        person.authnContexts(),
                        authentication.instant(),
                        response.id(),
                        assertion.id(),
                        response.inResponseTo(),
                        signer.fingerprint(),
                        acceptableUntil,
                        List.copyOf(warnings)),
                request.answered());
    }

    /** Somebody must have signed: the response, or the assertion in it. */
    private void signed(@Nullable ReadAssertion assertion) {
        if (assertion != null && assertion.signature() != null) {
            signature(signatures.check(assertion.element(), assertion.id(), assertion.signature()));
        } else if (response.signature() == null) {
            failures.add(Stage.SIGNATURE, SIGNATURE_MISSING.refused());
        }
    }

    private boolean signature(SignatureFinding finding) {
        if (finding.invalid() != null) {
            failures.add(Stage.SIGNATURE, finding.invalid());
        }
        finding.refused().forEach(refusal -> failures.add(Stage.ALGORITHMS, refusal));
        finding.warnings().stream().filter(w -> !warnings.contains(w)).forEach(warnings::add);
        if (finding.holds()) {
            signer = finding.key();
        }
        return finding.key() != null;
    }

    private Optional<ReadAssertion> opened(Element encrypted, boolean covered) {
        try {
            return opened(EncryptedContent.read(encrypted), covered);
        } catch (Malformed e) {
            failures.add(Stage.STRUCTURE, e.refusal());
            return Optional.empty();
        }
    }

    private Optional<ReadAssertion> opened(EncryptedContent content, boolean covered) throws Malformed {
        var decryption = new Decryption(
                content, relyingParty.decryptionKeys(), relyingParty.settings().exceptions(), covered);
        decryption.refusals().forEach(refusal -> failures.add(Stage.ALGORITHMS, refusal));
        // What a signature speaks for is not worth opening if the signature does not hold.
        if (!decryption.refusals().isEmpty() || (response.signature() != null && !covered)) {
            return Optional.empty();
        }
        warnings.addAll(decryption.excepted());
        var plain = decryption.open();
        if (plain.isEmpty()) {
            return undecryptable();
        }
        if (decryption.malleable()) {
            return openedUncertain(plain.get());
        }
        ReadAssertion assertion =
                AssertionReader.read(BoundedReader.read(plain.get()).getDocumentElement());
        signed(assertion);
        return Optional.of(assertion);
    }

    // Without authentication the content may be anybody's experiment: until its own signature holds, any fault in it is
    // answered like a key that does not fit (an oracle otherwise: Jager and Somorovsky, "How to Break XML Encryption").
    private Optional<ReadAssertion> openedUncertain(byte[] plain) {
        try {
            var assertion = AssertionReader.read(BoundedReader.read(plain).getDocumentElement());
            if (assertion.signature() != null) {
                var finding = signatures.check(assertion.element(), assertion.id(), assertion.signature());
                if (finding.key() != null) {
                    signature(finding);
                    return Optional.of(assertion);
                }
            }
            return undecryptable();
        } catch (Malformed e) {
            return undecryptable();
        }
    }

    private Optional<ReadAssertion> undecryptable() {
        failures.add(Stage.DECRYPTION, DECRYPTION_FAILED.refused());
        return Optional.empty();
    }

    private Judgement refused(@Nullable ReadAssertion assertion) {
        var known = Evidence.of(
                        "issuer",
                        response.issuer() == null ? null : response.issuer().value())
                .and("response_id", response.id())
                .and("assertion_id", assertion == null ? null : assertion.id())
                .and("in_response_to", response.inResponseTo())
                .and(
                        "clock_offset",
                        Duration.between(response.issueInstant(), terms.now()).toSeconds());
        return new Judgement.Refused(failures.verdict(known), request.answered());
    }
}
