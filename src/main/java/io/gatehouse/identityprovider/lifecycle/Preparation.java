package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.identityprovider.MetadataSigner;
import io.gatehouse.identityprovider.ProviderDraft;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.metadata.Finding;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.identityprovider.metadata.MetadataReader;
import io.gatehouse.identityprovider.metadata.MetadataReading;
import io.gatehouse.identityprovider.metadata.Position;
import io.gatehouse.identityprovider.metadata.Rule;
import io.gatehouse.identityprovider.version.CanonicalSettings;
import io.gatehouse.identityprovider.version.ProviderRows;
import io.gatehouse.identityprovider.version.VersionRows;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The first half of the way, the same from every side: read, lint, hold against the settings and the other connections. */
@Component
class Preparation {
    private final VersionRows versions;
    private final MetadataReader reader;

    Preparation(VersionRows versions, MetadataReader reader) {
        this.versions = versions;
        this.reader = reader;
    }

    sealed interface Prepared {}

    /** A version as it would be. */
    record Ready(ProviderDraft draft, String hash, @Nullable IdpMetadata metadata, List<Finding> findings)
            implements Prepared {
        @Nullable
        String entityId() {
            return metadata == null ? null : metadata.entityId();
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
        var reading = reader.read(
                draft.metadata(),
                draft.entityId(),
                MetadataSigner.keys(draft.settings().metadataSigners()));
        if (reading.metadata() == null) {
            return rejected(reading);
        }
        var metadata = VersionRows.usable(reading.metadata(), draft.settings());
        var more = new ArrayList<>(sharing(draft, reading.metadata().entityId()));
        if (metadata == null || unreachable(metadata)) {
            more.add(Rule.ENDPOINT_HTTP_ONLY.at(Position.START, ""));
        }
        if (metadata != null
                && !metadata.wantAuthnRequestsSigned()
                && draft.settings().signAuthnRequests() == ProviderSettings.SignAuthnRequests.WHEN_WANTED) {
            more.add(Rule.REQUESTS_UNSIGNED.at(Position.START, ""));
        }
        return new Ready(draft, hash(draft, metadata), metadata, with(reading, more));
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

    // One entityID behind several connections is how Entra ID's applications look; worth knowing, no fault.
    private List<Finding> sharing(ProviderDraft draft, String entityId) {
        var found = new ArrayList<Finding>();
        for (var user : versions.usersOf(entityId)) {
            if (!user.partner().equals(draft.partner())) {
                found.add(Rule.ENTITY_ID_OF_ANOTHER_PARTNER.at(
                        Position.START, user.id() + " of the partner " + user.partner()));
            } else if (!user.id().equals(draft.id())) {
                found.add(Rule.ENTITY_ID_IN_USE.at(Position.START, user.id().value()));
            }
        }
        for (var other : versions.lookalikesOf(entityId)) {
            if (!other.user().partner().equals(draft.partner())) {
                found.add(Rule.ENTITY_ID_LIKE_ANOTHERS.at(
                        Position.START,
                        other.entityId() + " of " + other.user().id() + " of the partner "
                                + other.user().partner()));
            }
        }
        return found;
    }

    private static String hash(ProviderDraft draft, @Nullable IdpMetadata metadata) {
        return CanonicalSettings.hash(
                CanonicalSettings.write(draft.settings()),
                metadata == null ? null : metadata.entityId(),
                draft.metadata());
    }

    private static List<Finding> with(MetadataReading reading, List<Finding> more) {
        var all = new ArrayList<>(reading.findings());
        all.addAll(more);
        all.sort(Comparator.comparing(Finding::severity));
        return List.copyOf(all);
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
