package io.gatehouse.saml.judgement;

import static io.gatehouse.reason.Reason.REQUEST_UNKNOWN;

import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.identityprovider.metadata.Position;
import io.gatehouse.identityprovider.metadata.SigningKey;
import io.gatehouse.identityprovider.metadata.Vendor;
import io.gatehouse.saml.PendingRequest;
import io.gatehouse.saml.judgement.ResponseJudge.Judgement;
import io.gatehouse.saml.pending.PendingRequests.Answer;
import io.gatehouse.testing.ResponseOrder;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** A judge with everything around it set for a valid sign-in. */
public record Judging(
        String entityId,
        String consumer,
        String issuer,
        List<X509Certificate> certificates,
        ProviderSettings settings,
        List<PrivateKey> decryptionKeys,
        String pendingId,
        Instant now) {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    static final String ENTITY_ID = "https://gate.example/saml2/metadata/northwind";
    static final String CONSUMER = "https://gate.example/login/saml2/sso/northwind";
    static final String REQUEST = "_request-1";
    static final TestIdentityProvider IDP = TestIdentityProvider.named("https://idp.northwind.example/saml");
    static final TestKeys OURS = TestKeys.rsa(2048);

    static Judging usual() {
        return new Judging(
                ENTITY_ID,
                CONSUMER,
                IDP.entityId(),
                List.of(IDP.certificate()),
                ProviderSettings.DEFAULT,
                List.of(OURS.privateKey()),
                REQUEST,
                NOON.plusSeconds(2));
    }

    /** An order that the usual judge accepts. */
    static ResponseOrder order() {
        return ResponseOrder.to(CONSUMER, ENTITY_ID).inResponseTo(REQUEST).at(NOON);
    }

    Judging with(ProviderSettings other) {
        return new Judging(entityId, consumer, issuer, certificates, other, decryptionKeys, pendingId, now);
    }

    Judging at(Instant instant) {
        return new Judging(entityId, consumer, issuer, certificates, settings, decryptionKeys, pendingId, instant);
    }

    Judging trusting(X509Certificate... trusted) {
        return new Judging(entityId, consumer, issuer, List.of(trusted), settings, decryptionKeys, pendingId, now);
    }

    Judging decryptingWith(PrivateKey... keys) {
        return new Judging(entityId, consumer, issuer, certificates, settings, List.of(keys), pendingId, now);
    }

    Judgement judge(String response) {
        return judge(response.getBytes(StandardCharsets.UTF_8));
    }

    Judgement judge(byte[] response) {
        return new ResponseJudge().judge(response, relyingParty(), this::answer, now);
    }

    RelyingParty relyingParty() {
        var keys = certificates.stream()
                .map(c -> new SigningKey(c, fingerprint(c), Position.START))
                .toList();
        var metadata = new IdpMetadata(issuer, keys, List.of(), List.of(), false, List.of(), null, Vendor.GENERIC);
        return new RelyingParty(entityId, consumer, metadata, settings, decryptionKeys);
    }

    private Answer answer(String id) {
        return id.equals(pendingId)
                ? new Answer.Known(new PendingRequest(
                        id,
                        now.minusSeconds(20),
                        new RegistrationId("northwind"),
                        new UUID(1, 2),
                        "REFERENCE1",
                        null,
                        "portal"))
                : new Answer.Refused(REQUEST_UNKNOWN.refused());
    }

    public static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String code(Judgement judgement) {
        return switch (judgement) {
            case Judgement.Accepted _ -> "-";
            case Judgement.Refused refused -> refused.why().reason().code();
        };
    }
}
