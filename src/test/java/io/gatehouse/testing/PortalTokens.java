package io.gatehouse.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** How a careful portal looks at our tokens; the complaint is empty where there is none. */
final class PortalTokens {
    private static final String LOGOUT = "http://schemas.openid.net/event/backchannel-logout";

    private final Supplier<JWKSet> keys;

    PortalTokens(Supplier<JWKSet> keys) {
        this.keys = keys;
    }

    String complaintAboutGrant(String authorization, String key, JsonNode body) {
        return complaint(authorization, "session-grant+jwt", claims -> {
            for (var name : List.of("nbf", "auth_time", "amr", "partner", "email", "groups")) {
                if (claims.getClaim(name) == null) {
                    return name + " missing";
                }
            }
            if (!Objects.equals(claims.getJWTID(), key)) {
                return "jti is not the Idempotency-Key";
            }
            for (var name : List.of("sub", "sid", "email", "partner")) {
                if (!body.path(name).asText().equals(claims.getStringClaim(name))) {
                    return name + " differs between grant and body";
                }
            }
            return "";
        });
    }

    String complaintAboutLogout(String authorization, String sid) {
        return complaint(authorization, "logout+jwt", claims -> {
            if (!sid.equals(claims.getStringClaim("sid"))) {
                return "sid is not the one of the path";
            }
            return claims.getClaim("events") instanceof Map<?, ?> events && events.containsKey(LOGOUT) ? "" : "events";
        });
    }

    private interface Look {
        String at(JWTClaimsSet claims) throws ParseException;
    }

    private String complaint(String authorization, String type, Look look) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return "no bearer token";
        }
        try {
            var jwt = SignedJWT.parse(authorization.substring("Bearer ".length()));
            var header = jwt.getHeader();
            var claims = jwt.getJWTClaimsSet();
            if (header.getType() == null || !header.getType().getType().equals(type)) {
                return "typ is " + header.getType();
            }
            if (!header.getAlgorithm().equals(JWSAlgorithm.ES256) || header.getKeyID() == null) {
                return "alg or kid";
            }
            if (!claims.getAudience().equals(List.of(TestPortal.AUDIENCE))) {
                return "aud is " + claims.getAudience();
            }
            if (claims.getIssuer() == null || claims.getSubject() == null || claims.getJWTID() == null) {
                return "iss, sub or jti missing";
            }
            var life = claims.getExpirationTime().toInstant().getEpochSecond()
                    - claims.getIssueTime().toInstant().getEpochSecond();
            if (life <= 0 || life > 60) {
                return "lives for " + life + " s";
            }
            return signed(jwt) ? look.at(claims) : "signature";
        } catch (ParseException | JOSEException e) {
            return e.toString();
        }
    }

    private boolean signed(SignedJWT jwt) throws JOSEException {
        if (keys == null) {
            return true;
        }
        var key = keys.get().getKeyByKeyId(jwt.getHeader().getKeyID());
        return key != null && jwt.verify(new ECDSAVerifier(key.toECKey()));
    }
}
