package io.gatehouse.portal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.keys.BaseUrl;
import io.gatehouse.keys.Randomness;
import io.gatehouse.keys.ServiceKeys;
import io.gatehouse.keys.ServiceKeys.Purpose;
import io.gatehouse.keys.ServiceKeys.ServiceKey;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The tokens that prove to the portal that a call is ours: session grants, and logout tokens made like those of OpenID
 * Connect Back-Channel Logout 1.0 (2.4). Each has a type of its own, so that neither passes for the other (RFC 8725 3.11).
 */
@Component
class SessionGrants {
    private static final Map<String, Object> LOGOUT_EVENT =
            Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of());

    private final PortalProperties settings;
    private final String issuer;
    private final Supplier<ServiceKey> current;
    private final Supplier<UUID> ids;
    private final Clock clock;

    private volatile @Nullable Signing signing;

    @Autowired
    SessionGrants(PortalProperties settings, BaseUrl baseUrl, ServiceKeys keys, Randomness randomness, Clock clock) {
        this(settings, baseUrl.toString(), () -> keys.current(Purpose.GRANT_SIGNING), randomness::uuid, clock);
    }

    SessionGrants(
            PortalProperties settings, String issuer, Supplier<ServiceKey> current, Supplier<UUID> ids, Clock clock) {
        this.settings = settings;
        this.issuer = issuer;
        this.current = current;
        this.ids = ids;
        this.clock = clock;
    }

    /** An id for a session, or for a grant. */
    UUID newId() {
        return ids.get();
    }

    /** A grant to open this person's session; each call has new times, and the same ids if given the same. */
    String grant(PortalRequest request, UUID jti, UUID sid) {
        long now = clock.instant().getEpochSecond();
        var account = request.account();
        var claims = claims(account.id().value(), sid, jti, now)
                .claim("nbf", now)
                .claim("auth_time", request.authTime().getEpochSecond())
                .claim("amr", request.amr())
                .claim("acr", request.acr())
                .claim("partner", request.partner())
                .claim("email", account.email())
                .claim("idp", request.identityProvider())
                .claim("groups", account.groups());
        var with = signing();
        return sign(with, with.grant(), claims.build());
    }

    /** A token to end a session with. */
    String logout(UUID account, UUID sid) {
        long now = clock.instant().getEpochSecond();
        var claims = claims(account, sid, ids.get(), now).claim("events", LOGOUT_EVENT);
        var with = signing();
        return sign(with, with.logout(), claims.build());
    }

    private JWTClaimsSet.Builder claims(UUID account, UUID sid, UUID jti, long now) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(settings.audience())
                .subject(account.toString())
                .jwtID(jti.toString())
                .claim("sid", sid.toString())
                .claim("iat", now)
                .claim("exp", now + settings.grantLifetime().toSeconds());
    }

    private static String sign(Signing with, JWSHeader header, JWTClaimsSet claims) {
        try {
            var jwt = new SignedJWT(header, claims);
            jwt.sign(with.signer());
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign for the portal", e);
        }
    }

    // Making a signer costs as much as signing, so one is kept until the key changes; two threads may make it twice.
    private Signing signing() {
        var key = current.get();
        var known = signing;
        if (known != null && known.kid().equals(key.id())) {
            return known;
        }
        var made = Signing.with(key);
        signing = made;
        return made;
    }

    private record Signing(String kid, JWSSigner signer, JWSHeader grant, JWSHeader logout) {
        static Signing with(ServiceKey key) {
            var signer = GrantSigner.of(key);
            return new Signing(
                    key.id(),
                    signer.signer(),
                    header(signer.algorithm(), "session-grant+jwt", key.id()),
                    header(signer.algorithm(), "logout+jwt", key.id()));
        }

        private static JWSHeader header(JWSAlgorithm algorithm, String type, String kid) {
            return new JWSHeader.Builder(algorithm)
                    .type(new JOSEObjectType(type))
                    .keyID(kid)
                    .build();
        }
    }
}
