package io.gatehouse.api.provider;

import io.gatehouse.api.Problem;
import io.gatehouse.api.ProblemException;
import io.gatehouse.api.call.Answer;
import io.gatehouse.api.call.Answers;
import io.gatehouse.api.call.Bodies;
import io.gatehouse.api.call.Calls;
import io.gatehouse.api.call.Tags;
import io.gatehouse.identityprovider.lifecycle.ProviderLife;
import io.gatehouse.identityprovider.lifecycle.ProviderLife.Chapter;
import io.gatehouse.identityprovider.lifecycle.ProviderLives;
import io.gatehouse.identityprovider.refresh.MetadataRefresh;
import io.gatehouse.identityprovider.refresh.MetadataSources;
import io.gatehouse.identityprovider.refresh.RefreshStatus;
import io.gatehouse.reason.CallReason;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Has metadata fetched now that is kept fresh anyway. */
@RestController
class RefreshController {
    private final Calls calls;
    private final Bodies bodies;
    private final Answers answers;
    private final ProviderLives lives;
    private final MetadataSources sources;
    private final MetadataRefresh refresh;
    private final ProviderViews views;

    RefreshController(
            Calls calls,
            Bodies bodies,
            Answers answers,
            ProviderLives lives,
            MetadataSources sources,
            MetadataRefresh refresh,
            ProviderViews views) {
        this.calls = calls;
        this.bodies = bodies;
        this.answers = answers;
        this.lives = lives;
        this.sources = sources;
        this.refresh = refresh;
        this.views = views;
    }

    /** Fetches outside of every transaction; what comes of it is recorded as of every refresh. */
    @PostMapping(ProvidersController.ONE + "/refresh")
    ResponseEntity<byte[]> refresh(
            HttpServletRequest request, @PathVariable("partner") String partnerId, @PathVariable("id") String id) {
        var call = calls.of(request);
        var partner = call.changes(partnerId);
        bodies.members(call, partnerId);
        var before = Connections.of(lives, partner, id);
        var provider = before.provider().id();
        var known = sources.of(provider).orElseThrow(() -> new ProblemException(noAddress()));
        var status = refresh.now(provider).orElseThrow(() -> new ProblemException(noAddress()));
        if (status.lastTry() == null || status.lastTry().equals(known.lastTry())) {
            throw new ProblemException(Problem.of(CallReason.REFRESH_UNDER_WAY, "Ask for the connection in a moment."));
        }
        var after = Connections.of(lives, partner, id);
        return answers.to(Answer.ok(views.of(after)
                        .and("outcome", outcome(status, before, after))
                        .map())
                .tagged(Tags.of(after.revision())));
    }

    private static String outcome(RefreshStatus status, ProviderLife before, ProviderLife after) {
        return switch (status.state()) {
            case FAILING -> "failed";
            case HELD -> "held";
            case WAITING, FINE -> {
                if (status.declined()) {
                    yield "declined";
                }
                if (!same(before.live(), after.live())) {
                    yield "activated";
                }
                yield after.staged() == null || same(before.staged(), after.staged()) ? "unchanged" : "staged";
            }
        };
    }

    private static boolean same(@Nullable Chapter one, @Nullable Chapter other) {
        return one == null || other == null
                ? one == null && other == null
                : one.version().hash().equals(other.version().hash());
    }

    private static Problem noAddress() {
        return Problem.of(
                CallReason.METADATA_URL_MISSING,
                "Give the connection a metadata-url in its partner's body, or send its metadata.");
    }
}
