package io.gatehouse.identityprovider.refresh;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.EventDraft;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.lifecycle.RefreshedMetadata;
import io.gatehouse.identityprovider.notice.Herald;
import io.gatehouse.identityprovider.refresh.RefreshStatus.State;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Tells when a refresh begins to fail, works again, or brings what is held: once each, however often it is tried. */
@Component
class RefreshStory {
    private final IdentityProviders providers;
    private final Herald herald;
    private final Consumer<EventDraft> events;

    @Autowired
    RefreshStory(IdentityProviders providers, Herald herald, LoginEvents events) {
        this(providers, herald, (Consumer<EventDraft>) events::append);
    }

    RefreshStory(IdentityProviders providers, Herald herald, Consumer<EventDraft> events) {
        this.providers = providers;
        this.herald = herald;
        this.events = events;
    }

    /** In the transaction that keeps the new state. */
    void tell(Source before, Source after) {
        var provider = providers.find(after.id()).orElseThrow();
        boolean failed = before.state() == State.FAILING;
        if (after.state() == State.FAILING && !failed) {
            var details = Evidence.of("change", "metadata refresh fails").and(new Evidence(after.why()));
            events.accept(about(provider)
                    .failure(Type.CONFIGURATION, Reason.CONFIGURATION_INVALID.because(details))
                    .by(RefreshedMetadata.ACTOR));
            herald.tell(provider, "Metadata of " + provider.id() + " can't be refreshed", words(after.why()));
        }
        if (after.state() != State.FAILING && failed) {
            events.accept(about(provider)
                    .success(Type.CONFIGURATION, Evidence.of("change", "metadata refresh works again"))
                    .by(RefreshedMetadata.ACTOR));
        }
        if (after.held() != null && !after.held().equals(before.held())) {
            herald.tell(provider, "New metadata of " + provider.id() + " waits for you", words(after.why()));
        }
    }

    private static String words(Map<String, Object> why) {
        var words = new StringBuilder();
        why.forEach(
                (name, value) -> words.append(name).append(": ").append(value).append('\n'));
        return words.append("\nThe last good version goes on serving.\n").toString();
    }

    private static EventContext about(IdentityProvider provider) {
        var subject = new Subject(
                null,
                provider.partner().value(),
                null,
                null,
                null,
                provider.id().value());
        return new EventContext(subject, Origin.INTERNAL);
    }
}
