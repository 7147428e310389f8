package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.version.ProviderRows;
import io.gatehouse.identityprovider.version.VersionRows;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Staged versions that serve a few named people before everybody ({@link IdentityProviders#trialFor}). */
@Component
public class ProviderTrials {
    /** The most people of one trial; who has more to try it out activates it and rolls back. */
    public static final int MOST = 100;

    private final ProviderRows rows;
    private final VersionRows versions;
    private final IdentityProviders providers;
    private final ProviderStory story;
    private final Turnstile turnstile;
    private final Gate gate;
    private final Clock clock;

    ProviderTrials(
            ProviderRows rows,
            VersionRows versions,
            IdentityProviders providers,
            ProviderStory story,
            Turnstile turnstile,
            Gate gate,
            Clock clock) {
        this.rows = rows;
        this.versions = versions;
        this.providers = providers;
        this.story = story;
        this.turnstile = turnstile;
        this.gate = gate;
        this.clock = clock;
    }

    /**
     * Serves what is staged to these people, and to nobody who was named before. It passes the gate of an activation: able to
     * serve, tested or knowingly untested, the same identity provider or knowingly another.
     *
     * @param emails 1 to {@value #MOST} addresses, in whatever case
     */
    public Step start(RegistrationId id, Activation activation, Collection<String> emails, Change by) {
        var step = turnstile.pass(id, by, row -> {
            if (emails.isEmpty() || emails.size() > MOST) {
                return refused(Evidence.expected("1 to " + MOST + " people", emails.size()));
            }
            return switch (gate.judge(row, activation)) {
                case Gate.Closed(var why) -> why;
                case Gate.Open open -> start(row, open, emails, by);
            };
        });
        story.refused(id, step, by);
        return step;
    }

    private Step start(ProviderRows.Row row, Gate.Open open, Collection<String> emails, Change by) {
        var id = row.id();
        var tried = open.version();
        var people = emails.stream()
                .map(email -> email.toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .toList();
        rows.tryOut(id, tried.hash(), people, clock.instant());
        versions.tried(id, tried.hash(), clock.instant());
        var provider = providers.find(id).orElseThrow();
        var details = Evidence.of("people", people)
                .and("tested", open.tested() ? "passed" : "untested")
                .and("entity_id_before", Swap.entityLeft(open.served(), tried).orElse(null));
        story.tell(provider, "trial started", tried, details, by);
        return new Step.Done(provider, tried, List.of(), List.of());
    }

    /** Ends the trial; what was staged stays so. */
    public Step end(RegistrationId id, Change by) {
        return turnstile.pass(id, by, row -> {
            var provider = providers.find(id).orElseThrow();
            if (row.trial() == null) {
                return new Step.Unchanged(provider, provider.version(), List.of());
            }
            var tried =
                    providers.version(id, Objects.requireNonNull(row.trial())).orElseThrow();
            rows.tryOut(id, null, List.of(), clock.instant());
            story.tell(provider, "trial ended", tried, Evidence.NONE, by);
            return new Step.Done(provider, tried, List.of(), List.of());
        });
    }

    private static Step refused(Evidence evidence) {
        return new Step.Refused(Reason.CONFIGURATION_INVALID.because(evidence));
    }
}
