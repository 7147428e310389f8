package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.version.ProviderRows;
import io.gatehouse.identityprovider.version.VersionRows;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The gate before a version that is to let people in, everybody or those named for a trial. */
@Component
class Gate {
    private final IdentityProviders providers;
    private final VersionRows versions;
    private final Clock clock;

    Gate(IdentityProviders providers, VersionRows versions, Clock clock) {
        this.providers = providers;
        this.versions = versions;
        this.clock = clock;
    }

    /** Whether what waits may let people in. */
    sealed interface Passage {}

    /**
     * It may.
     *
     * @param served what served last, which people are bound to; null if nothing ever did
     */
    record Open(ProviderVersion version, @Nullable ProviderVersion served, boolean tested) implements Passage {}

    /** It may not. */
    record Closed(Step why) implements Passage {}

    /** Judges what waits, if it is the version that is meant. */
    Passage judge(ProviderRows.Row row, Activation activation) {
        var hash = row.staged();
        boolean meant = activation.hash() == null || activation.hash().equals(hash);
        if (hash == null || row.state() == ProviderState.RETIRED || !meant) {
            var evidence = Evidence.expected(hash, activation.hash())
                    .and("state", row.state().code());
            return new Closed(new Step.Refused(Reason.CONFIGURATION_INVALID.because(evidence)));
        }
        var next = providers.version(row.id(), hash).orElseThrow();
        var asActive = new IdentityProvider(row.id(), row.partner(), ProviderState.ACTIVE, next);
        var obstacle = Preparation.obstacle(next.metadata()).or(() -> asActive.refusalAt(clock.instant()));
        if (obstacle.isPresent()) {
            return new Closed(new Step.Refused(obstacle.get()));
        }
        boolean tested = versions.times(row.id(), hash).tested() != null;
        if (!tested && !activation.untested()) {
            return new Closed(new Step.Untested(next));
        }
        var served = Optional.ofNullable(row.live())
                .or(() -> Optional.ofNullable(row.previous()))
                .flatMap(before -> providers.version(row.id(), before))
                .orElse(null);
        var left = Swap.entityLeft(served, next);
        if (left.isPresent() && next.metadata() != null && !activation.entityIdChange()) {
            return new Closed(new Step.OtherEntity(left.get(), next.metadata().entityId()));
        }
        return new Open(next, served, tested);
    }
}
