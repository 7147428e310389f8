package io.gatehouse.api.key;

import io.gatehouse.api.call.Answer;
import io.gatehouse.api.call.Answers;
import io.gatehouse.api.call.Calls;
import io.gatehouse.api.call.Members;
import io.gatehouse.keys.KeyRotation;
import io.gatehouse.keys.KeyRotation.Published;
import io.gatehouse.keys.ServiceKeyUses;
import io.gatehouse.keys.ServiceKeys.Purpose;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Our own keys: which are published, since when and until when, and which identity providers encrypt to which. */
@RestController
class KeysController {
    private static final int MOST = 1000;

    private final Calls calls;
    private final Answers answers;
    private final KeyRotation rotation;
    private final ServiceKeyUses uses;

    KeysController(Calls calls, Answers answers, KeyRotation rotation, ServiceKeyUses uses) {
        this.calls = calls;
        this.answers = answers;
        this.rotation = rotation;
        this.uses = uses;
    }

    @GetMapping("/api/v1/keys")
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        var call = calls.of(request);
        call.readsAll();
        var items = Arrays.stream(Purpose.values())
                .flatMap(purpose -> rotation.published(purpose).stream().map(published -> view(purpose, published)))
                .toList();
        return answers.to(Answer.ok(Members.of("items", items).and("next", null).map()));
    }

    private Map<String, @Nullable Object> view(Purpose purpose, Published published) {
        var key = published.key();
        return Members.of("id", key.keyId())
                .and("purpose", purpose.code())
                .and("state", published.state().code())
                .and("fingerprint", key.fingerprint())
                .and("published_from", key.publishedFrom())
                .and("used_from", key.usedFrom())
                .and("published_until", key.publishedUntil())
                .and("used_by", purpose == Purpose.SAML_ENCRYPTION ? users(key.keyId()) : null)
                .map();
    }

    private Object users(String keyId) {
        return uses.of(keyId, MOST).stream()
                .map(use -> Members.of("identity_provider", use.usedBy())
                        .and("last_used", use.lastUsed())
                        .map())
                .toList();
    }
}
