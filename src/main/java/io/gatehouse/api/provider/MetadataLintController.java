package io.gatehouse.api.provider;

import io.gatehouse.api.call.Answer;
import io.gatehouse.api.call.Answers;
import io.gatehouse.api.call.Bodies;
import io.gatehouse.api.call.Call;
import io.gatehouse.api.call.Calls;
import io.gatehouse.identityprovider.lifecycle.Neighbours;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What Gatehouse thinks of a metadata document, and of it beside the connections there are. Nothing of it is kept. */
@RestController
class MetadataLintController {
    private final Calls calls;
    private final Bodies bodies;
    private final Answers answers;
    private final Neighbours neighbours;

    MetadataLintController(Calls calls, Bodies bodies, Answers answers, Neighbours neighbours) {
        this.calls = calls;
        this.bodies = bodies;
        this.answers = answers;
        this.neighbours = neighbours;
    }

    @PostMapping("/api/v1/metadata-lint")
    ResponseEntity<byte[]> lint(HttpServletRequest request) {
        var call = calls.of(request, "entity_id", "partner");
        var entityId = call.parameter("entity_id").orElse(null);
        var document = bodies.anything(call, ProviderViews.LARGEST_DOCUMENT);
        // A partner's own token learns of its own connections, and of nobody else's.
        boolean onlyOurs = call.token().partner() != null;
        return answers.to(Answer.ok(ProviderViews.lint(neighbours.read(document, entityId, partner(call), onlyOurs))));
    }

    private static @Nullable PartnerId partner(Call call) {
        return call.parameter("partner")
                .map(call::reads)
                .map(Partner::id)
                .orElse(call.token().partner());
    }
}
