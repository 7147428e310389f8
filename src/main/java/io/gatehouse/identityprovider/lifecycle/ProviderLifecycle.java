package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderDraft;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.lifecycle.Step.Done;
import io.gatehouse.identityprovider.lifecycle.Step.Refused;
import io.gatehouse.identityprovider.lifecycle.Step.Unchanged;
import io.gatehouse.identityprovider.version.Differences;
import io.gatehouse.identityprovider.version.Freshness;
import io.gatehouse.identityprovider.version.HeldVersions;
import io.gatehouse.identityprovider.version.ProviderRows;
import io.gatehouse.identityprovider.version.VersionRows;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * The life of a connection for administrators, whichever door they come by: staged, tested, activated, rolled back, retired.
 * Each step runs in the caller's transaction, with its {@code configuration} event; they line up at the configuration's
 * version, so nothing is half done and nobody overwrites what they have not seen.
 */
@Component
public class ProviderLifecycle {
    private final ProviderRows rows;
    private final VersionRows versions;
    private final IdentityProviders providers;
    private final Staging staging;
    private final Swap swap;
    private final ProviderStory story;
    private final Turnstile turnstile;
    private final Gate gate;
    private final HeldVersions held;
    private final Clock clock;

    ProviderLifecycle(
            ProviderRows rows,
            VersionRows versions,
            IdentityProviders providers,
            Staging staging,
            Swap swap,
            ProviderStory story,
            Turnstile turnstile,
            Gate gate,
            HeldVersions held,
            Clock clock) {
        this.rows = rows;
        this.versions = versions;
        this.providers = providers;
        this.staging = staging;
        this.swap = swap;
        this.story = story;
        this.turnstile = turnstile;
        this.gate = gate;
        this.held = held;
        this.clock = clock;
    }

    /**
     * Makes a version of the draft wait to be tested and activated; what serves, serves on. A connection that is new, was
     * never active or was retired is a draft with it. Staging anew ends a trial; staging what serves takes back what waits.
     */
    public Step stage(ProviderDraft draft, Change by) {
        return turnstile.passNew(draft.id(), draft.partner(), by, existing -> staging.stage(draft, existing, by));
    }

    /**
     * A test of exactly this version has passed. Counts only for what is staged or serves; anything else is refused, since
     * the connection has moved on meanwhile.
     */
    public Step tested(RegistrationId id, String hash, Change by) {
        // A test changes nothing of what is configured, so a partner from a file has tests too.
        return turnstile.passAny(id, by, row -> {
            boolean staged = hash.equals(row.staged()) && row.state() != ProviderState.RETIRED;
            if (!staged && !row.serving().filter(hash::equals).isPresent()) {
                return refused(Evidence.expected(row.staged(), hash)
                        .and("state", row.state().code()));
            }
            versions.tested(id, hash, clock.instant());
            if (staged) {
                rows.markTested(id, clock.instant());
            }
            return done(id, "tested", version(id, hash), Evidence.NONE, List.of(), by);
        });
    }

    /**
     * Puts what is staged live for everybody; what served is what a rollback returns to. Metadata that was brought by hand is not
     * taken back by the address that the connection had: that is asked no more.
     */
    public Step activate(RegistrationId id, Activation activation, Change by) {
        var step = turnstile.passOrHeld(id, by, row -> {
            var live = row.serving().filter(l -> activation.hash() == null || l.equals(activation.hash()));
            if (row.staged() == null && live.isPresent()) {
                return new Unchanged(found(id), version(id, live.get()), List.of());
            }
            return switch (gate.judge(row, activation)) {
                case Gate.Closed(var why) -> why;
                case Gate.Open open -> activate(row, open, by);
            };
        });
        story.refused(id, step, by);
        return step;
    }

    private Step activate(ProviderRows.Row row, Gate.Open open, Change by) {
        var id = row.id();
        var next = open.version();
        var served = open.served();
        List<String> differences = served == null ? List.of() : Differences.between(served, next, clock.instant());
        swap.toLive(id, next.hash(), Objects.requireNonNull(next.metadata()), clock.instant());
        boolean byHand = !held.accept(id, next.hash(), clock.instant())
                && served != null
                && !Freshness.isAll(served.metadata(), next.metadata());
        var details = story.of(asActive(row, next), next, open.tested(), differences)
                .and("entity_id_before", Swap.entityLeft(served, next).orElse(null))
                .and("metadata_url", byHand && held.leaveAddress(id) ? "left" : null);
        return done(id, "activated", next, details, differences, by);
    }

    /** Takes back what is held for a person, for good: the address may go on publishing it, and what serves, serves on. */
    public Step decline(RegistrationId id, Change by) {
        return turnstile.passOrHeld(id, by, row -> {
            if (row.staged() == null || !held.has(id, row.staged())) {
                return refused(Evidence.expected("metadata that is held", row.staged()));
            }
            var declined = version(id, row.staged());
            rows.stage(id, null, clock.instant());
            held.decline(id, declined.hash(), clock.instant());
            return done(id, "held change declined", declined, Evidence.NONE, List.of(), by);
        });
    }

    /**
     * Puts back live what was so before, once; doing it again returns to what it was rolled back from. Metadata that it turned
     * away from is declined, if the connection's address gave it.
     */
    public Step rollback(RegistrationId id, Change by) {
        return turnstile.pass(id, by, row -> {
            var previous = row.previous();
            if (row.serving().isEmpty() || previous == null) {
                return refused(Evidence.expected("an active connection that served with another version before", null)
                        .and("state", row.state().code()));
            }
            var back = version(id, previous);
            var obstacle = asActive(row, back).refusalAt(clock.instant());
            if (obstacle.isPresent()) {
                return new Refused(obstacle.get());
            }
            var differences = Differences.between(version(id, row.hash()), back, clock.instant());
            boolean tested = versions.times(id, previous).tested() != null;
            swap.back(id, back, clock.instant());
            if (!Freshness.isAll(version(id, row.hash()).metadata(), back.metadata())) {
                held.decline(id, row.hash(), clock.instant());
            }
            var details = story.of(asActive(row, back), back, tested, differences);
            return done(id, "rolled back", back, details, differences, by);
        });
    }

    /** Ends its service, for everybody and on every way in; nothing of it is deleted, and staging begins it anew. */
    public Step retire(RegistrationId id, Change by) {
        return turnstile.pass(id, by, row -> {
            if (!rows.retire(id, clock.instant())) {
                return new Unchanged(found(id), found(id).version(), List.of());
            }
            return done(id, "retired", found(id).version(), Evidence.NONE, List.of(), by);
        });
    }

    private Step done(
            RegistrationId id, String what, ProviderVersion version, Evidence more, List<String> words, Change by) {
        var provider = found(id);
        story.tell(provider, what, version, more, by);
        return new Done(provider, version, List.of(), words);
    }

    private static Refused refused(Evidence evidence) {
        return new Refused(Reason.CONFIGURATION_INVALID.because(evidence));
    }

    private static IdentityProvider asActive(ProviderRows.Row row, ProviderVersion version) {
        return new IdentityProvider(row.id(), row.partner(), ProviderState.ACTIVE, version);
    }

    private IdentityProvider found(RegistrationId id) {
        return providers.find(id).orElseThrow();
    }

    private ProviderVersion version(RegistrationId id, String hash) {
        return providers.version(id, hash).orElseThrow();
    }
}
