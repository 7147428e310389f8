package io.gatehouse.identityprovider.refresh;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.version.HeldVersions;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which connections have their metadata from an address. Naming one only queues it: nobody waits for its host. */
@Component
public class MetadataSources {
    private final SourceRows rows;
    private final HeldVersions held;
    private final Clock clock;

    MetadataSources(SourceRows rows, HeldVersions held, Clock clock) {
        this.rows = rows;
        this.held = held;
        this.clock = clock;
    }

    /**
     * Has a connection's metadata fetched from this address as soon as the current transaction has committed, and from then
     * on; named again, at once again.
     */
    public void watch(RegistrationId id, URI address) {
        if (!rows.wake(id, address, clock.instant())) {
            held.leaveAddress(id);
            rows.add(id, address, clock.instant());
        }
    }

    /** Has it fetched no more: its metadata comes from elsewhere now. False if it was not. */
    public boolean forget(RegistrationId id) {
        return held.leaveAddress(id);
    }

    /** How it goes, if this connection's metadata has an address. */
    public Optional<RefreshStatus> of(RegistrationId id) {
        return rows.find(id).map(Source::status);
    }

    /** What fails or is held, longest first. */
    public List<RefreshStatus> troubled(int most) {
        return rows.troubled(most).stream().map(Source::status).toList();
    }
}
