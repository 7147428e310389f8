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
import io.gatehouse.reason.Evidence;
import java.util.List;
import java.util.function.Consumer;
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
                .and(more);
        events.accept(new EventContext(subject, by.origin())
                .success(Type.CONFIGURATION, details)
                .by(by.actor()));
    }

    /** What every step that may put a version live says of it. */
    Evidence of(IdentityProvider provider, ProviderVersion version, boolean tested, List<String> differences) {
        return Evidence.of("differences", differences)
                .and("tested", tested ? "passed" : "untested")
                .and("also_used_by", sharing(provider, version));
    }

    private @Nullable List<String> sharing(IdentityProvider provider, ProviderVersion version) {
        var metadata = version.metadata();
        if (metadata == null) {
            return null;
        }
        var others = providers.withEntityId(metadata.entityId()).stream()
                .filter(id -> !id.equals(provider.id()))
                .map(RegistrationId::value)
                .toList();
        return others.isEmpty() ? null : others;
    }
}
