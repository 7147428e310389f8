package io.gatehouse.identityprovider.notice;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.EventDraft;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.reason.Evidence;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells at 90, 30, 7 and 1 days before the end of what serves, each once, on whatever node: an event and a letter. What is
 * replaced in time is told of no more.
 */
@Component
class ExpiryNotices {
    private static final int[] DAYS = {1, 7, 30, 90};
    private static final int MOST = 500;

    private final Deadlines deadlines;
    private final IdentityProviders providers;
    private final Herald herald;
    private final Consumer<EventDraft> events;
    private final TransactionTemplate transactions;
    private final Clock clock;

    @Autowired
    ExpiryNotices(
            Deadlines deadlines,
            IdentityProviders providers,
            Herald herald,
            LoginEvents events,
            TransactionTemplate transactions,
            Clock clock) {
        this(deadlines, providers, herald, (Consumer<EventDraft>) events::append, transactions, clock);
    }

    ExpiryNotices(
            Deadlines deadlines,
            IdentityProviders providers,
            Herald herald,
            Consumer<EventDraft> events,
            TransactionTemplate transactions,
            Clock clock) {
        this.deadlines = deadlines;
        this.providers = providers;
        this.herald = herald;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    void tell() {
        deadlines.unknown(MOST).forEach(this::learn);
        // The nearest end first: what ends in five days is told of once, not four times.
        for (int days : DAYS) {
            for (var deadline : deadlines.untold(clock.instant(), days, MOST)) {
                transactions.executeWithoutResult(_ -> tell(deadline, days));
            }
        }
    }

    private void learn(RegistrationId id) {
        providers
                .live(id)
                .flatMap(version -> Optional.ofNullable(version.metadata()))
                .ifPresent(metadata -> transactions.executeWithoutResult(_ -> deadlines.renew(id, metadata)));
    }

    private void tell(Deadline deadline, int days) {
        if (!deadlines.claim(deadline, days, clock.instant())) {
            return;
        }
        var provider = providers.find(deadline.id()).orElseThrow();
        var details = Evidence.of("change", deadline.kind().words() + " ends soon")
                .and("within_days", days)
                .and("ends_at", deadline.endsAt());
        if (deadline.kind() == Deadline.Kind.SIGNING_KEY) {
            details = details.and("fingerprint", deadline.about());
        }
        events.accept(about(provider).success(Type.CONFIGURATION, details).by("gatehouse"));
        herald.tell(
                provider,
                "The " + deadline.kind().words() + " of " + provider.id() + " ends within "
                        + (days == 1 ? "a day" : days + " days"),
                text(deadline));
    }

    private static String text(Deadline deadline) {
        return switch (deadline.kind()) {
            case SIGNING_KEY ->
                "A certificate that this identity provider signs with ends at " + deadline.endsAt() + ".\nFingerprint"
                        + " (SHA-256): " + deadline.about()
                        + "\n\nAsk the partner when the key changes, and for the new metadata before: both keys count"
                        + " meanwhile.\n";
            case METADATA ->
                "The metadata of this identity provider may be used until " + deadline.endsAt()
                        + " (its validUntil). After that, sign-ins through it are refused.\n\nAsk the partner for new"
                        + " metadata, or for the address where it is published.\n";
        };
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
