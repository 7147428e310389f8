package io.gatehouse.api.provider;

import io.gatehouse.api.Problem;
import io.gatehouse.api.ProblemException;
import io.gatehouse.api.call.Answer;
import io.gatehouse.api.call.Answers;
import io.gatehouse.api.call.Calls;
import io.gatehouse.api.call.Members;
import io.gatehouse.api.call.Tags;
import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderDraft;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.lifecycle.ProviderLife;
import io.gatehouse.identityprovider.lifecycle.ProviderLifecycle;
import io.gatehouse.identityprovider.lifecycle.ProviderLives;
import io.gatehouse.identityprovider.metadata.MetadataReader;
import io.gatehouse.identityprovider.metadata.MetadataReading;
import io.gatehouse.identityprovider.refresh.MetadataSources;
import io.gatehouse.reason.CallReason;
import io.gatehouse.reason.Reason;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Connections of a partner: read, begun, and given metadata. */
@RestController
class ProvidersController {
    static final String ALL = "/api/v1/partners/{partner}/identity-providers";
    static final String ONE = ALL + "/{id}";

    private final Calls calls;
    private final Uploads uploads;
    private final Answers answers;
    private final IdentityProviders providers;
    private final ProviderLives lives;
    private final ProviderLifecycle lifecycle;
    private final MetadataSources sources;
    private final MetadataReader reader;
    private final ProviderViews views;

    ProvidersController(
            Calls calls,
            Uploads uploads,
            Answers answers,
            IdentityProviders providers,
            ProviderLives lives,
            ProviderLifecycle lifecycle,
            MetadataSources sources,
            MetadataReader reader,
            ProviderViews views) {
        this.calls = calls;
        this.uploads = uploads;
        this.answers = answers;
        this.providers = providers;
        this.lives = lives;
        this.lifecycle = lifecycle;
        this.sources = sources;
        this.reader = reader;
        this.views = views;
    }

    @GetMapping(ALL)
    ResponseEntity<byte[]> list(HttpServletRequest request, @PathVariable("partner") String partnerId) {
        var partner = calls.of(request).reads(partnerId);
        // A partner has a handful; the page is whole, in the form that all lists have.
        var items = providers.ofPartner(partner.id()).stream()
                .map(IdentityProvider::id)
                .flatMap(id -> lives.find(id).stream())
                .map(life -> views.of(life).map())
                .toList();
        return answers.to(Answer.ok(Members.of("items", items).and("next", null).map()));
    }

    @PostMapping(ALL)
    ResponseEntity<byte[]> create(HttpServletRequest request, @PathVariable("partner") String partnerId) {
        var call = calls.of(request, "id", "entity_id");
        var partner = call.changes(partnerId);
        var id = call.parameter("id")
                .filter(RegistrationId::isOne)
                .map(RegistrationId::new)
                .orElseThrow(() -> new ProblemException(
                        Problem.parameter("id", "is the connection's id to be: [a-z0-9-]{1,64}.")));
        var upload = uploads.of(call, partnerId, true);
        var reading = upload.metadata() == null ? null : read(upload, ProviderSettings.DEFAULT);
        return answers.once(call, upload.sent(), () -> {
            if (providers.find(id).isPresent()) {
                throw new ProblemException(Problem.of(
                        CallReason.IDENTITY_PROVIDER_EXISTS,
                        "Ids are unique over all partners. Choose another, or send metadata to the one there is."));
            }
            var draft =
                    new ProviderDraft(id, partner.id(), ProviderSettings.DEFAULT, upload.metadata(), upload.entityId());
            var taken = Steps.taken(lifecycle.stage(draft, call.change()));
            watch(id, upload);
            var life = lives.find(id).orElseThrow();
            var location = "/api/v1/partners/" + partner.id() + "/identity-providers/" + id;
            return Answer.created(location, staged(life, taken, reading)).tagged(Tags.of(life.revision()));
        });
    }

    @GetMapping(ONE)
    ResponseEntity<byte[]> read(
            HttpServletRequest request, @PathVariable("partner") String partnerId, @PathVariable("id") String id) {
        var partner = calls.of(request).reads(partnerId);
        var life = Connections.of(lives, partner, id);
        return answers.to(Answer.ok(views.of(life).map()).tagged(Tags.of(life.revision())));
    }

    @PutMapping(ONE + "/metadata")
    ResponseEntity<byte[]> replaceMetadata(
            HttpServletRequest request, @PathVariable("partner") String partnerId, @PathVariable("id") String id) {
        var call = calls.of(request, "entity_id");
        var partner = call.changes(partnerId);
        var known = Connections.of(lives, partner, id).provider().id();
        var upload = uploads.of(call, partnerId, false);
        var reading = read(
                upload,
                lives.withMetadata(known, upload.document(), upload.entityId())
                        .orElseThrow()
                        .settings());
        return answers.once(() -> {
            var change = Tags.given(request)
                    .map(seen -> Connections.change(lives, partner, id, seen, call.change()))
                    .orElseGet(() -> call.change().whateverIsThere());
            var draft = lives.withMetadata(known, upload.document(), upload.entityId())
                    .orElseThrow();
            var taken = Steps.taken(lifecycle.stage(draft, change));
            watch(known, upload);
            var life = lives.find(known).orElseThrow();
            return Answer.ok(staged(life, taken, reading)).tagged(Tags.of(life.revision()));
        });
    }

    // An address that is there already is not asked again for being named.
    private void watch(RegistrationId id, Uploads.Upload upload) {
        var address = upload.address();
        if (address != null
                && sources.of(id).filter(s -> s.address().equals(address)).isEmpty()) {
            sources.watch(id, address);
        }
    }

    private MetadataReading read(Uploads.Upload upload, ProviderSettings settings) {
        var reading = reader.read(upload.document(), upload.entityId(), settings.terms());
        if (reading.metadata() == null) {
            var problem =
                    Problem.of(Reason.CONFIGURATION_INVALID, 422, "The metadata can't be used; the findings say why.");
            throw new ProblemException(problem.with(ProviderViews.lint(reading)));
        }
        return reading;
    }

    private Object staged(ProviderLife life, Steps.Taken taken, @Nullable MetadataReading reading) {
        var lint = reading == null
                ? null
                : Members.of("verdict", reading.verdict().code())
                        .and("findings", ProviderViews.findings(taken.done().findings()))
                        .and("entity_ids", reading.entityIds())
                        .and("vendor", reading.vendor().code())
                        .map();
        return views.of(life)
                .and("changed", taken.changed())
                .and(
                        "differences",
                        life.staged() == null || life.live() == null
                                ? taken.done().differences()
                                : life.differences())
                .and("lint", lint)
                .map();
    }
}
