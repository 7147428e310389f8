package io.gatehouse.saml.judgement;

import static io.gatehouse.reason.Reason.ENCRYPTION_REQUIRED;

import io.gatehouse.identityprovider.AttributeNames;
import io.gatehouse.identityprovider.metadata.SigningKey;
import io.gatehouse.reason.Evidence;
import io.gatehouse.saml.Asserted;
import io.gatehouse.saml.Examination;
import io.gatehouse.saml.judgement.ResponseJudge.Judgement;
import io.gatehouse.saml.pending.PendingRequests;
import io.gatehouse.saml.response.AssertionChecks;
import io.gatehouse.saml.response.Failures;
import io.gatehouse.saml.response.Failures.Stage;
import io.gatehouse.saml.response.Person;
import io.gatehouse.saml.response.ReadAssertion;
import io.gatehouse.saml.response.ReadResponse;
import io.gatehouse.saml.response.ResponseChecks;
import io.gatehouse.saml.response.Terms;
import io.gatehouse.saml.response.TimeChecks;
import io.gatehouse.saml.signature.SignatureCheck;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One response before the judge: every check is made, so that the evidence names all that failed. */
final class Trial {
    private final ReadResponse response;
    private final RelyingParty relyingParty;
    private final Signers signers;
    private final Terms terms;
    private final RequestCheck request;
    private final Failures failures = new Failures();
    private final List<String> warnings = new ArrayList<>();
    private final AttributeNames names;
    private @Nullable ReadAssertion assertion;
    private List<String> authnContexts = List.of();
    private @Nullable PrivateKey openedBy;

    Trial(
            ReadResponse response,
            RelyingParty relyingParty,
            List<SigningKey> keys,
            PendingRequests pending,
            Instant now) {
        this.response = response;
        this.relyingParty = relyingParty;
        var signatures = new SignatureCheck(keys, relyingParty.settings().exceptions(), now);
        this.signers = new Signers(response, signatures, failures, warnings);
        this.terms = new Terms(
                relyingParty.entityId(),
                relyingParty.assertionConsumerService(),
                relyingParty.assertingParty().entityId(),
                relyingParty.settings(),
                now);
        this.request = new RequestCheck(response, pending, relyingParty.settings(), failures);
        this.names = AttributeNames.of(relyingParty.assertingParty().vendor(), relyingParty.settings());
    }

    Judgement judgement() {
        ResponseChecks.check(response, terms, failures, warnings);
        boolean covered = signers.coverResponse();
        if (response.assertion() != null && relyingParty.settings().requireEncryptedAssertions()) {
            failures.add(Stage.DECRYPTION, ENCRYPTION_REQUIRED.refused());
        }
        assertion = response.assertion();
        if (response.encryptedAssertion() != null) {
            var opening = new Opening(relyingParty, signers, failures, warnings);
            assertion = opening.open(response.encryptedAssertion(), response.signature() != null, covered)
                    .orElse(null);
            openedBy = opening.openedBy();
        } else {
            signers.requireOn(assertion);
        }
        request.check(
                assertion == null
                        ? null
                        : AssertionChecks.bearer(assertion, terms.consumer()).orElse(null));
        return assertion == null ? refused(null) : verdict(assertion);
    }

    /** The grounds of the judgement that was given. */
    Examination examination(Judgement judgement) {
        var signer = signers.signer();
        return new Examination(
                judgement instanceof Judgement.Refused refused ? refused.why() : null,
                Findings.checks(failures, assertion != null),
                Findings.arrived(
                        response,
                        assertion,
                        signer == null ? null : signer.fingerprint(),
                        authnContexts,
                        names,
                        terms.now(),
                        warnings),
                judgement instanceof Judgement.Accepted accepted ? accepted.asserted() : null);
    }

    private Judgement verdict(ReadAssertion assertion) {
        ResponseChecks.issuer(assertion.issuer(), terms, failures);
        new AssertionChecks(assertion, terms, failures).check();
        Instant acceptableUntil = TimeChecks.check(response, assertion, terms, failures, warnings);
        var person = Person.of(assertion, names, relyingParty.settings(), failures, warnings);
        authnContexts = person.authnContexts();
        var nameId = assertion.subject() == null ? null : assertion.subject().nameId();
        var authentication = assertion.authentication();
        var signer = signers.signer();
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
                request.answered(),
                openedBy);
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
