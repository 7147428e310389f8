package io.gatehouse.api.provider;

import com.fasterxml.jackson.databind.util.RawValue;
import io.gatehouse.api.Problem;
import io.gatehouse.api.ProblemException;
import io.gatehouse.api.call.Answer;
import io.gatehouse.api.call.Answers;
import io.gatehouse.api.call.Bodies;
import io.gatehouse.api.call.Calls;
import io.gatehouse.api.call.Members;
import io.gatehouse.identityprovider.TestSignIn;
import io.gatehouse.identityprovider.TestSignIns;
import io.gatehouse.identityprovider.lifecycle.ProviderLives;
import io.gatehouse.keys.BaseUrl;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Test sign-ins: begun here, gone on with in a browser, and what was found. */
@RestController
class TestSignInsController {
    private static final int LATEST = 20;

    private final Calls calls;
    private final Bodies bodies;
    private final Answers answers;
    private final ProviderLives lives;
    private final TestSignIns tests;
    private final BaseUrl baseUrl;
    private final Clock clock;

    TestSignInsController(
            Calls calls,
            Bodies bodies,
            Answers answers,
            ProviderLives lives,
            TestSignIns tests,
            BaseUrl baseUrl,
            Clock clock) {
        this.calls = calls;
        this.bodies = bodies;
        this.answers = answers;
        this.lives = lives;
        this.tests = tests;
        this.baseUrl = baseUrl;
        this.clock = clock;
    }

    @PostMapping(ProvidersController.ONE + "/test-sign-in")
    ResponseEntity<byte[]> begin(
            HttpServletRequest request, @PathVariable("partner") String partnerId, @PathVariable("id") String id) {
        var call = calls.of(request);
        var partner = call.changes(partnerId);
        bodies.members(call, partnerId);
        return answers.once(call, new byte[0], () -> {
            var life = Connections.of(lives, partner, id);
            var version = life.latest().orElseThrow().version();
            life.provider().with(version).trialRefusalAt(clock.instant()).ifPresent(why -> {
                throw new ProblemException(Problem.of(
                                why.reason(),
                                409,
                                "It can't be tested: " + why.evidence().values() + ".")
                        .with("evidence", why.evidence().values()));
            });
            var begun = tests.begin(
                    life.provider().id(), version.hash(), call.token().actor());
            return new Answer(
                    201,
                    Map.of(),
                    Members.of("id", begun.id())
                            .and("version", version.hash())
                            .and("link", baseUrl.at(begun.path()))
                            .and("expires", begun.until())
                            .map());
        });
    }

    @GetMapping(ProvidersController.ONE + "/test-sign-ins")
    ResponseEntity<byte[]> latest(
            HttpServletRequest request, @PathVariable("partner") String partnerId, @PathVariable("id") String id) {
        var partner = calls.of(request).reads(partnerId);
        var provider = Connections.of(lives, partner, id).provider().id();
        var items = tests.latestOf(provider, LATEST).stream()
                .map(TestSignInsController::view)
                .toList();
        return answers.to(Answer.ok(Members.of("items", items).and("next", null).map()));
    }

    private static Map<String, @Nullable Object> view(TestSignIn test) {
        var result = test.result();
        return Members.of("id", test.id())
                .and("version", test.version())
                .and("actor", test.actor())
                .and("started", test.started())
                .and("expires", test.until())
                .and("departed", test.departed())
                .and("finished", result == null ? null : result.at())
                .and("passed", result == null ? null : result.passed())
                .and("reference", result == null ? null : result.reference())
                .and("examination", result == null ? null : new RawValue(result.found()))
                .map();
    }
}
