package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.SigningKeys;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.identityprovider.notice.Deadlines;
import io.gatehouse.identityprovider.version.ProviderRows;
import io.gatehouse.identityprovider.version.VersionRows;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The one place where a version begins to serve. */
@Component
class Swap {
    private final ProviderRows rows;
    private final VersionRows versions;
    private final SigningKeys keys;
    private final Deadlines deadlines;

    Swap(ProviderRows rows, VersionRows versions, SigningKeys keys, Deadlines deadlines) {
        this.rows = rows;
        this.versions = versions;
        this.keys = keys;
        this.deadlines = deadlines;
    }

    /** Makes a version live whose metadata this is. */
    void toLive(RegistrationId id, String hash, IdpMetadata metadata, Instant now) {
        rows.makeLive(id, hash, false, now);
        serves(id, hash, metadata, now);
    }

    /** Makes a version live whose metadata this is, and what is staged stays so. */
    void besideWhatWaits(RegistrationId id, String hash, IdpMetadata metadata, Instant now) {
        rows.makeLive(id, hash, true, now);
        serves(id, hash, metadata, now);
    }

    /** Makes live what was so before; what is staged stays so. */
    void back(RegistrationId id, ProviderVersion previous, Instant now) {
        rows.swapBack(id, now);
        serves(id, previous.hash(), Objects.requireNonNull(previous.metadata()), now);
    }

    /** What serves has a fresher document. */
    void renewed(RegistrationId id, IdpMetadata metadata) {
        deadlines.renew(id, metadata);
    }

    private void serves(RegistrationId id, String hash, IdpMetadata metadata, Instant now) {
        versions.activated(id, hash, now);
        deadlines.renew(id, metadata);
        metadata.signingKeys().forEach(key -> keys.know(id, key.fingerprint(), now));
    }

    /** The entityID that people are bound to, if this version answers as another. */
    static Optional<String> entityLeft(@Nullable ProviderVersion served, ProviderVersion next) {
        var before = served == null ? null : served.metadata();
        var after = next.metadata();
        return before == null || after == null || before.entityId().equals(after.entityId())
                ? Optional.empty()
                : Optional.of(before.entityId());
    }
}
