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
    private final Clock clock;

    ProviderTrials(
            ProviderRows rows,
            VersionRows versions,
            IdentityProviders providers,
            ProviderStory story,
            Turnstile turnstile,
            Clock clock) {
        this.rows = rows;
        this.versions = versions;
        this.providers = providers;
        this.story = story;
        this.turnstile = turnstile;
        this.clock = clock;
    }

    /**
     * Serves what is staged to these people, and to nobody who was named before. The version must be the one that is staged
     * and, like everything that opens sessions, tested or knowingly untested.
     *
     * @param emails 1 to {@value #MOST} addresses, in whatever case
     */
    public Step start(RegistrationId id, Activation activation, Collection<String> emails, Change by) {
        var step = turnstile.pass(id, by, row -> {
            var hash = row.staged();
            boolean meant = activation.hash() == null || activation.hash().equals(hash);
            if (hash == null || !row.state().mayBeTried() || !meant) {
                return refused(Evidence.expected(hash, activation.hash())
                        .and("state", row.state().code()));
            }
            if (emails.isEmpty() || emails.size() > MOST) {
                return refused(Evidence.expected("1 to " + MOST + " people", emails.size()));
            }
            var tried = providers.version(id, hash).orElseThrow();
            if (tried.metadata() == null) {
                return refused(Evidence.expected("metadata", null));
            }
            boolean tested = versions.times(id, hash).tested() != null;
            if (!tested && !activation.untested()) {
                return new Step.Untested(tried);
            }
            var people = emails.stream()
                    .map(email -> email.toLowerCase(Locale.ROOT))
                    .distinct()
                    .sorted()
                    .toList();
            rows.tryOut(id, hash, people, clock.instant());
            versions.tried(id, hash, clock.instant());
            var provider = providers.find(id).orElseThrow();
            var details = Evidence.of("people", people).and("tested", tested ? "passed" : "untested");
            story.tell(provider, "trial started", tried, details, by);
            return new Step.Done(provider, tried, List.of(), List.of());
        });
        story.refused(id, step, by);
        return step;
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
