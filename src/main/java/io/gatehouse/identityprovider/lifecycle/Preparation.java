package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.identityprovider.ProviderDraft;
import io.gatehouse.identityprovider.entity.EntityClaim;
import io.gatehouse.identityprovider.metadata.Finding;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.identityprovider.metadata.MetadataReader;
import io.gatehouse.identityprovider.metadata.MetadataReading;
import io.gatehouse.identityprovider.version.CanonicalSettings;
import io.gatehouse.identityprovider.version.ProviderRows;
import io.gatehouse.identityprovider.version.VersionRows;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The first half of the way, the same from every side: read, lint, hold against the settings and the other connections. */
@Component
class Preparation {
    private final MetadataReader reader;
    private final Neighbours neighbours;

    Preparation(MetadataReader reader, Neighbours neighbours) {
        this.reader = reader;
        this.neighbours = neighbours;
    }

    sealed interface Prepared {}

    /** A version as it would be. */
    record Ready(ProviderDraft draft, String hash, @Nullable IdpMetadata metadata, List<Finding> findings)
            implements Prepared {
        @Nullable
        String entityId() {
            return metadata == null ? null : metadata.entityId();
        }

        /** Whether people can sign on with it. */
        boolean serves() {
            return metadata != null && !unreachable(metadata);
        }
    }

    record Rejected(Step.Refused why) implements Prepared {}

    /** Judges a draft; the row is the connection it would change, if there is one. */
    Prepared prepare(ProviderDraft draft, ProviderRows.@Nullable Row existing) {
        if (existing != null && !existing.partner().equals(draft.partner())) {
            return rejected("the id " + draft.id() + " is another partner's connection", List.of());
        }
        if (draft.metadata() == null) {
            return new Ready(draft, hash(draft, null), null, List.of());
        }
        var reading =
                reader.read(draft.metadata(), draft.entityId(), draft.settings().terms());
        if (reading.metadata() == null) {
            return rejected(reading);
        }
        var metadata = VersionRows.usable(reading.metadata(), draft.settings());
        var claim =
                new EntityClaim(draft.id(), draft.partner(), reading.metadata().entityId());
        return new Ready(draft, hash(draft, metadata), metadata, neighbours.beside(claim, reading));
    }

    /** Why a version can't serve although it was accepted: its settings leave it no way to sign on. */
    static Optional<Refusal> obstacle(@Nullable IdpMetadata metadata) {
        return metadata != null && unreachable(metadata)
                ? Optional.of(
                        Reason.CONFIGURATION_INVALID.because(
                                Evidence.of(
                                        "found",
                                        "every sign-on endpoint is plain http or at an IP address; insecure-http-endpoints would allow that")))
                : Optional.empty();
    }

    private static boolean unreachable(IdpMetadata metadata) {
        return metadata.singleSignOn().isEmpty();
    }

    private static String hash(ProviderDraft draft, @Nullable IdpMetadata metadata) {
        return CanonicalSettings.hash(
                CanonicalSettings.write(draft.settings()),
                metadata == null ? null : metadata.entityId(),
                draft.metadata());
    }

    private static Rejected rejected(String why, List<Finding> findings) {
        return new Rejected(
                new Step.Refused(Reason.CONFIGURATION_INVALID.because(Evidence.of("found", why)), findings));
    }

    private static Rejected rejected(MetadataReading reading) {
        var errors = reading.findings().stream()
                .filter(f -> f.severity() == Finding.Severity.ERROR)
                .map(f -> f.position() + " " + f.rule() + ": " + f.message())
                .toList();
        var evidence = Evidence.of("verdict", reading.verdict().code()).and("findings", errors);
        return new Rejected(new Step.Refused(Reason.CONFIGURATION_INVALID.because(evidence), reading.findings()));
    }
}
