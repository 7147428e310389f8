package io.gatehouse.portal;

import static io.gatehouse.portal.TestHandOffs.MORNING;
import static io.gatehouse.portal.TestHandOffs.alice;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.keys.ServiceKeys.ServiceKey;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestGrantKey;
import io.gatehouse.testing.TestPortal;
import java.net.URI;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SessionGrantsTests {
    private static final UUID SID = UUID.randomUUID();
    private static final UUID JTI = UUID.randomUUID();

    private final AtomicReference<ServiceKey> current = new AtomicReference<>(TestGrantKey.make());
    private final TestClock clock = new TestClock(MORNING);
    private final SessionGrants grants = new SessionGrants(
            TestHandOffs.settings(
                    URI.create("https://portal.example/s"),
                    URI.create("https://portal.example"),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(4),
                    8),
            "https://gate.example",
            current::get,
            UUID::randomUUID,
            clock);

    @Test
    void carriesExactlyTheClaimsOfTheContract() throws Exception {
        var request = alice();
        var jwt = SignedJWT.parse(grants.grant(request, JTI, SID));
        long now = MORNING.getEpochSecond();
        assertThat(jwt.getHeader().toJSONObject())
                .isEqualTo(Map.of(
                        "typ",
                        "session-grant+jwt",
                        "alg",
                        "ES256",
                        "kid",
                        current.get().id()));
        assertThat(jwt.getPayload().toJSONObject())
                .isEqualTo(Map.ofEntries(
                        Map.entry("iss", "https://gate.example"),
                        Map.entry("aud", TestPortal.AUDIENCE),
                        Map.entry("sub", request.account().id().toString()),
                        Map.entry("jti", JTI.toString()),
                        Map.entry("sid", SID.toString()),
                        Map.entry("iat", now),
                        Map.entry("nbf", now),
                        Map.entry("exp", now + 60),
                        Map.entry("auth_time", now - 20),
                        Map.entry("amr", List.of("fed", "otp")),
                        Map.entry("acr", "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"),
                        Map.entry("partner", "northwind"),
                        Map.entry("email", "alice@northwind.example"),
                        Map.entry("idp", "northwind-entra"),
                        Map.entry("groups", List.of("buyers", "north"))));
    }

    @Test
    void verifiesUnderThePublishedKeyAndNoOther() throws Exception {
        var jwt = SignedJWT.parse(grants.grant(alice(), JTI, SID));
        var key = TestGrantKey.published(current.get())
                .getKeyByKeyId(current.get().id());
        assertThat(jwt.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
        var other = TestGrantKey.make();
        var foreign = TestGrantKey.published(other).getKeyByKeyId(other.id());
        assertThat(jwt.verify(new ECDSAVerifier(foreign.toECKey()))).isFalse();
    }

    @Test
    void signsByTheAlgorithmThatTheKeyIsFor() throws Exception {
        current.set(TestGrantKey.ed25519());
        var edwards = SignedJWT.parse(grants.grant(alice(), JTI, SID));
        assertThat(edwards.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.EdDSA);
        // Held against the JDK, which had no hand in it.
        var check = Signature.getInstance("Ed25519");
        check.initVerify(current.get().certificate().getPublicKey());
        check.update(edwards.getSigningInput());
        assertThat(check.verify(edwards.getSignature().decode())).isTrue();

        current.set(TestGrantKey.rsa());
        var pss = SignedJWT.parse(grants.logout(UUID.randomUUID(), SID));
        assertThat(pss.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.PS256);
        assertThat(pss.verify(new RSASSAVerifier(
                        (RSAPublicKey) current.get().certificate().getPublicKey())))
                .isTrue();
    }

    @Test
    void signsAgainWithNewTimesAndTheSameIds() throws Exception {
        var request = alice();
        var first = SignedJWT.parse(grants.grant(request, JTI, SID)).getJWTClaimsSet();
        clock.advance(Duration.ofSeconds(5));
        var second = SignedJWT.parse(grants.grant(request, JTI, SID)).getJWTClaimsSet();
        assertThat(second.getJWTID()).isEqualTo(first.getJWTID());
        assertThat(second.getExpirationTime().toInstant())
                .isEqualTo(first.getExpirationTime().toInstant().plusSeconds(5));
    }

    @Test
    void signsWithTheNewKeyAsSoonAsItIsTheCurrentOne() throws Exception {
        grants.grant(alice(), JTI, SID);
        current.set(TestGrantKey.make());
        var jwt = SignedJWT.parse(grants.grant(alice(), JTI, SID));
        assertThat(jwt.getHeader().getKeyID()).isEqualTo(current.get().id());
        var key = TestGrantKey.published(current.get())
                .getKeyByKeyId(current.get().id());
        assertThat(jwt.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
    }

    @Test
    void leavesOutWhatIsNotKnown() throws Exception {
        var known = alice();
        var request = new PortalRequest(
                known.signIn(), known.account(), null, known.authTime(), List.of("pwd"), null, null, null, null);
        assertThat(SignedJWT.parse(grants.grant(request, JTI, SID)).getPayload().toJSONObject())
                .doesNotContainKeys("acr", "idp");
    }

    @Test
    void makesLogoutTokensOfTheirOwnType() throws Exception {
        var account = UUID.randomUUID();
        var jwt = SignedJWT.parse(grants.logout(account, SID));
        assertThat(jwt.getHeader().getType().getType()).isEqualTo("logout+jwt");
        assertThat(jwt.getPayload().toJSONObject())
                .containsOnlyKeys("iss", "aud", "sub", "sid", "jti", "iat", "exp", "events")
                .containsEntry("sub", account.toString())
                .containsEntry("sid", SID.toString())
                .containsEntry("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
    }
}
