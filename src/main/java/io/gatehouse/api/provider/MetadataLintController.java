package io.gatehouse.api.provider;

import io.gatehouse.api.call.Answer;
import io.gatehouse.api.call.Answers;
import io.gatehouse.api.call.Bodies;
import io.gatehouse.api.call.Calls;
import io.gatehouse.identityprovider.metadata.MetadataReader;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What Gatehouse thinks of a metadata document. Nothing of it is kept. */
@RestController
class MetadataLintController {
    private final Calls calls;
    private final Bodies bodies;
    private final Answers answers;
    private final MetadataReader reader;

    MetadataLintController(Calls calls, Bodies bodies, Answers answers, MetadataReader reader) {
        this.calls = calls;
        this.bodies = bodies;
        this.answers = answers;
        this.reader = reader;
    }

    @PostMapping("/api/v1/metadata-lint")
    ResponseEntity<byte[]> lint(HttpServletRequest request) {
        var call = calls.of(request);
        call.takesOnly("entity_id");
        var entityId = call.parameter("entity_id").orElse(null);
        var document = bodies.document(call, ProviderViews.LARGEST_DOCUMENT);
        return answers.to(Answer.ok(ProviderViews.lint(reader.read(document, entityId))));
    }
}
