package io.gatehouse.keys;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.gatehouse.keys.ServiceKeys.Purpose;
import io.gatehouse.keys.ServiceKeys.ServiceKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public keys of session grants (RFC 7517), the old ones among them until their last grant expired. */
@RestController
class JwksController {
    /** How long a portal may keep the answer; a new key is published at least so long before its first use. */
    static final Duration MAX_AGE = Duration.ofMinutes(5);

    private static final MediaType JWK_SET = MediaType.parseMediaType(JWKSet.MIME_TYPE);

    private final Supplier<List<ServiceKey>> published;

    @Autowired
    JwksController(ServiceKeys keys) {
        this(() -> keys.all(Purpose.GRANT_SIGNING));
    }

    JwksController(Supplier<List<ServiceKey>> published) {
        this.published = published;
    }

    @GetMapping("/.well-known/jwks.json")
    ResponseEntity<byte[]> jwks() {
        List<JWK> keys = published.get().stream()
                .map(key -> GrantAlgorithm.published(key.certificate().getPublicKey(), key.id()))
                .toList();
        var body = new JWKSet(keys).toString(true).getBytes(StandardCharsets.UTF_8);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(MAX_AGE).cachePublic())
                .eTag(keys.stream().map(JWK::getKeyID).collect(Collectors.joining(".")))
                .contentType(JWK_SET)
                .body(body);
    }
}
