package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.EventDraft;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.reason.CallReason;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The {@code configuration} events of connections: what was done with which version, by whom. */
@Component
class ProviderStory {
    private final IdentityProviders providers;
    private final Consumer<EventDraft> events;

    @Autowired
    ProviderStory(IdentityProviders providers, LoginEvents events) {
        this(providers, (Consumer<EventDraft>) events::append);
    }

    ProviderStory(IdentityProviders providers, Consumer<EventDraft> events) {
        this.providers = providers;
        this.events = events;
    }

    /** A step about one version. */
    void tell(IdentityProvider provider, String what, ProviderVersion version, Evidence more, Change by) {
        var subject = new Subject(
                null,
                provider.partner().value(),
                null,
                null,
                null,
                provider.id().value());
        var details = Evidence.of("change", what)
                .and("state", provider.state().code())
                .and("version", version.hash())
                .and("unconditional", by.unconditionally())
                .and(more);
        events.accept(new EventContext(subject, by.origin())
                .success(Type.CONFIGURATION, details)
                .by(by.actor()));
    }

    /** An activation that did not come about; nothing of one that somebody was merely too late for. */
    void refused(RegistrationId id, Step step, Change by) {
        var why = why(step);
        var provider = providers.find(id);
        if (why.isPresent() && provider.isPresent()) {
            var of = provider.get();
            var subject = new Subject(
                    null, of.partner().value(), null, null, null, of.id().value());
            var told = why.get()
                    .with("change", "activation refused")
                    .with("state", of.state().code());
            events.accept(new EventContext(subject, by.origin())
                    .failure(Type.CONFIGURATION, told)
                    .by(by.actor()));
        }
    }

    private static Optional<Refusal> why(Step step) {
        return switch (step) {
            case Step.Done _, Step.Unchanged _, Step.Stale _ -> Optional.empty();
            case Step.Refused refused -> Optional.of(refused.why());
            case Step.Untested(var version) ->
                Optional.of(refusal(CallReason.VERSION_NOT_TESTED).with("version", version.hash()));
            case Step.OtherEntity(var before, var after) ->
                Optional.of(refusal(CallReason.ENTITY_ID_CHANGES)
                        .with("before", before)
                        .with("after", after));
            case Step.ReadOnly(var file) ->
                Optional.of(refusal(CallReason.PARTNER_FROM_FILE).with("file", file));
        };
    }

    private static Refusal refusal(CallReason found) {
        return Reason.CONFIGURATION_INVALID.because(Evidence.of("found", found.code()));
    }

    /** What every step that may put a version live says of it. */
    Evidence of(IdentityProvider provider, ProviderVersion version, boolean tested, List<String> differences) {
        var shared = sharing(provider, version);
        return Evidence.of("differences", differences)
                .and("tested", tested ? "passed" : "untested")
                .and("also_used_by", named(shared.get(true)))
                .and("also_used_elsewhere", counted(shared.get(false)));
    }

    // The partner's own administrators read its events, and what other partners have is not theirs to know.
    private Map<Boolean, List<RegistrationId>> sharing(IdentityProvider provider, ProviderVersion version) {
        var metadata = version.metadata();
        var all = metadata == null ? List.<RegistrationId>of() : providers.withEntityId(metadata.entityId());
        return all.stream()
                .filter(id -> !id.equals(provider.id()))
                .collect(Collectors.partitioningBy(id -> providers
                        .find(id)
                        .filter(other -> other.partner().equals(provider.partner()))
                        .isPresent()));
    }

    private static @Nullable List<String> named(@Nullable List<RegistrationId> ids) {
        return ids == null || ids.isEmpty()
                ? null
                : ids.stream().map(RegistrationId::value).toList();
    }

    private static @Nullable Integer counted(@Nullable List<RegistrationId> ids) {
        return ids == null || ids.isEmpty() ? null : ids.size();
    }
}
