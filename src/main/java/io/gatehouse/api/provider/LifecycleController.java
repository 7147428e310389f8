package io.gatehouse.api.provider;

import io.gatehouse.api.ProblemException;
import io.gatehouse.api.call.Answer;
import io.gatehouse.api.call.Answers;
import io.gatehouse.api.call.Bodies;
import io.gatehouse.api.call.Call;
import io.gatehouse.api.call.Calls;
import io.gatehouse.api.call.Tags;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.lifecycle.Activation;
import io.gatehouse.identityprovider.lifecycle.Change;
import io.gatehouse.identityprovider.lifecycle.ProviderLifecycle;
import io.gatehouse.identityprovider.lifecycle.ProviderLives;
import io.gatehouse.identityprovider.lifecycle.ProviderTrials;
import io.gatehouse.identityprovider.lifecycle.RefusedActivations;
import io.gatehouse.identityprovider.lifecycle.Step;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** The life of a connection: activated, rolled back, retired; tried by a few people first. */
@RestController
class LifecycleController {
    private static final String ONE = ProvidersController.ONE;

    private final Calls calls;
    private final Bodies bodies;
    private final Answers answers;
    private final ProviderLives lives;
    private final ProviderLifecycle lifecycle;
    private final ProviderTrials trials;
    private final RefusedActivations refused;
    private final ProviderViews views;

    LifecycleController(
            Calls calls,
            Bodies bodies,
            Answers answers,
            ProviderLives lives,
            ProviderLifecycle lifecycle,
            ProviderTrials trials,
            RefusedActivations refused,
            ProviderViews views) {
        this.calls = calls;
        this.bodies = bodies;
        this.answers = answers;
        this.lives = lives;
        this.lifecycle = lifecycle;
        this.trials = trials;
        this.refused = refused;
        this.views = views;
    }

    @PostMapping(ONE + "/activate")
    ResponseEntity<byte[]> activate(
            HttpServletRequest request, @PathVariable("partner") String partner, @PathVariable("id") String id) {
        var call = calls.of(request, "untested", "entity_id_change", "version");
        call.changes(partner);
        var activation = new Activation(
                call.parameter("version").orElse(null), call.flag("untested"), call.flag("entity_id_change"));
        return told(
                call,
                id,
                () -> post(call, partner, id, (provider, change) -> lifecycle.activate(provider, activation, change)));
    }

    @PostMapping(ONE + "/rollback")
    ResponseEntity<byte[]> rollback(
            HttpServletRequest request, @PathVariable("partner") String partner, @PathVariable("id") String id) {
        return post(calls.of(request), partner, id, lifecycle::rollback);
    }

    @PostMapping(ONE + "/decline")
    ResponseEntity<byte[]> decline(
            HttpServletRequest request, @PathVariable("partner") String partner, @PathVariable("id") String id) {
        return post(calls.of(request), partner, id, lifecycle::decline);
    }

    @PostMapping(ONE + "/retire")
    ResponseEntity<byte[]> retire(
            HttpServletRequest request, @PathVariable("partner") String partner, @PathVariable("id") String id) {
        return post(calls.of(request), partner, id, lifecycle::retire);
    }

    @PutMapping(ONE + "/trial")
    ResponseEntity<byte[]> tryOut(
            HttpServletRequest request, @PathVariable("partner") String partner, @PathVariable("id") String id) {
        var call = calls.of(request, "untested", "entity_id_change", "version");
        call.changes(partner);
        var people = people(bodies.members(call, partner, "people").get("people"));
        var activation = new Activation(
                call.parameter("version").orElse(null), call.flag("untested"), call.flag("entity_id_change"));
        return told(
                call,
                id,
                () -> answers.once(() -> step(
                        call, partner, id, (provider, change) -> trials.start(provider, activation, people, change))));
    }

    @DeleteMapping(ONE + "/trial")
    ResponseEntity<byte[]> endTrial(
            HttpServletRequest request, @PathVariable("partner") String partner, @PathVariable("id") String id) {
        var call = calls.of(request);
        return answers.once(() -> step(call, partner, id, trials::end));
    }

    // A refusal takes all of the call back, and so what was told of it: it is told after.
    private ResponseEntity<byte[]> told(Call call, String id, Supplier<ResponseEntity<byte[]>> work) {
        try {
            return work.get();
        } catch (Steps.NotTaken e) {
            refused.tell(new RegistrationId(id), e.step(), call.change());
            throw e;
        }
    }

    private ResponseEntity<byte[]> post(
            Call call, String partner, String id, BiFunction<RegistrationId, Change, Step> step) {
        call.changes(partner);
        bodies.members(call, partner);
        return answers.once(call, new byte[0], () -> step(call, partner, id, step));
    }

    private Answer step(Call call, String partnerId, String id, BiFunction<RegistrationId, Change, Step> step) {
        var partner = call.changes(partnerId);
        var provider = Connections.of(lives, partner, id).provider().id();
        var change = Tags.given(call.request())
                .map(seen -> Connections.change(lives, partner, id, seen, call.change()))
                .orElseGet(call::change);
        var taken = Steps.taken(step.apply(provider, change));
        var life = lives.find(provider).orElseThrow();
        return Answer.ok(views.of(life).and("changed", taken.changed()).map()).tagged(Tags.of(life.revision()));
    }

    private static List<String> people(@Nullable Object given) {
        var people = new ArrayList<String>();
        if (given instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                if (!(items.get(i) instanceof String email) || !email.contains("@") || email.length() > 320) {
                    throw new ProblemException(
                            Bodies.invalid("Not an e-mail address.").with("pointer", "/people/" + i));
                }
                people.add(email);
            }
        }
        if (people.isEmpty() || people.size() > ProviderTrials.MOST) {
            throw new ProblemException(Bodies.invalid("people lists 1 to " + ProviderTrials.MOST + " e-mail addresses.")
                    .with("pointer", "/people"));
        }
        return people;
    }
}
