package io.gatehouse.identityprovider;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.EventDraft;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.metadata.Finding;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.identityprovider.metadata.MetadataReader;
import io.gatehouse.identityprovider.metadata.MetadataReading;
import io.gatehouse.partner.ConfigurationVersion;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Changes connections, in the caller's transaction and each with its {@code configuration} event. What is configured here is
 * live at once and recorded as {@code untested}: merging a file is an activation.
 */
@Component
public class ProviderConfiguration {
    private final ProviderRows rows;
    private final IdentityProviders providers;
    private final SigningKeys keys;
    private final ConfigurationVersion version;
    private final MetadataReader reader;
    private final Clock clock;
    private final Consumer<EventDraft> events;

    @Autowired
    ProviderConfiguration(
            ProviderRows rows,
            IdentityProviders providers,
            SigningKeys keys,
            ConfigurationVersion version,
            MetadataReader reader,
            Clock clock,
            LoginEvents events) {
        this(rows, providers, keys, version, reader, clock, (Consumer<EventDraft>) events::append);
    }

    ProviderConfiguration(
            ProviderRows rows,
            IdentityProviders providers,
            SigningKeys keys,
            ConfigurationVersion version,
            MetadataReader reader,
            Clock clock,
            Consumer<EventDraft> events) {
        this.rows = rows;
        this.providers = providers;
        this.keys = keys;
        this.version = version;
        this.reader = reader;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Makes a connection what the draft says: active if it can sign on with it, a draft without metadata. Refused are an id
     * that is another partner's, and metadata that a reading doesn't accept.
     *
     * @param actor who changes it: {@code idp-config}, an account, a token's name
     */
    public Configured configure(ProviderDraft draft, String actor, Origin origin) {
        version.advance();
        var existing = rows.find(draft.id());
        if (existing.isPresent() && !existing.get().partner().equals(draft.partner())) {
            return refused("the id " + draft.id() + " is another partner's connection");
        }
        var reading = draft.metadata() == null ? null : reader.read(draft.metadata(), draft.entityId());
        if (reading != null && reading.metadata() == null) {
            return refused(reading);
        }
        var metadata = reading == null ? null : ProviderRows.usable(reading.metadata(), draft.settings());
        if (metadata != null && metadata.singleSignOn().isEmpty()) {
            return refused("every sign-on endpoint is plain http; insecure-http-endpoints would allow that");
        }
        var entityId = metadata == null ? null : metadata.entityId();
        var hash = CanonicalSettings.hash(CanonicalSettings.write(draft.settings()), entityId, draft.metadata());
        if (existing.isPresent()
                && existing.get().hash().equals(hash)
                && existing.get().state() == (metadata == null ? ProviderState.DRAFT : ProviderState.ACTIVE)) {
            return new Configured.Unchanged(found(draft.id()));
        }
        var before = existing.isPresent() ? found(draft.id()) : null;
        apply(draft, existing.isEmpty(), hash, metadata);
        return recorded(before, found(draft.id()), actor, origin);
    }

    /** Retires a connection: it serves no more, and nothing of it is deleted. False if there was nothing to retire. */
    public boolean retire(RegistrationId id, String actor, Origin origin) {
        version.advance();
        var row = rows.find(id);
        if (row.isEmpty() || !rows.retire(id, clock.instant())) {
            return false;
        }
        record(found(id), "retired", List.of(), actor, origin);
        return true;
    }

    private void apply(ProviderDraft draft, boolean isNew, String hash, @Nullable IdpMetadata metadata) {
        var now = clock.instant();
        if (isNew) {
            rows.create(draft.id(), draft.partner(), now);
        }
        rows.add(draft, hash, metadata == null ? null : metadata.entityId(), now);
        if (metadata == null) {
            rows.makeDraft(draft.id(), hash, now);
            return;
        }
        rows.makeLive(draft.id(), hash, now);
        metadata.signingKeys().forEach(k -> keys.know(draft.id(), k.fingerprint(), now));
    }

    private Configured recorded(
            @Nullable IdentityProvider before, IdentityProvider after, String actor, Origin origin) {
        if (before == null || before.state() == ProviderState.RETIRED) {
            record(after, "created", List.of(), actor, origin);
            return new Configured.Created(after);
        }
        var differences = Differences.between(before.version(), after.version(), clock.instant());
        record(after, "changed", differences, actor, origin);
        return new Configured.Changed(after, differences);
    }

    private void record(
            IdentityProvider provider, String change, List<String> differences, String actor, Origin origin) {
        var subject = new Subject(
                null,
                provider.partner().value(),
                null,
                null,
                null,
                provider.id().value());
        var details = Evidence.of("change", change)
                .and("state", provider.state().code())
                .and("version", provider.version().hash())
                .and("differences", differences);
        if (!change.equals("retired")) {
            details = details.and("tested", "untested").and("also_used_by", sharing(provider));
        }
        events.accept(new EventContext(subject, origin)
                .success(Type.CONFIGURATION, details)
                .by(actor));
    }

    // One entityID behind several connections is how Entra ID's applications look; worth knowing, no fault.
    private @Nullable List<String> sharing(IdentityProvider provider) {
        var metadata = provider.version().metadata();
        if (metadata == null) {
            return null;
        }
        var others = providers.withEntityId(metadata.entityId()).stream()
                .filter(id -> !id.equals(provider.id()))
                .map(RegistrationId::value)
                .toList();
        return others.isEmpty() ? null : others;
    }

    private IdentityProvider found(RegistrationId id) {
        return providers.find(id).orElseThrow();
    }

    private static Configured refused(String why) {
        return new Configured.Refused(Reason.CONFIGURATION_INVALID.because(Evidence.of("found", why)));
    }

    private static Configured refused(MetadataReading reading) {
        var errors = reading.findings().stream()
                .filter(f -> f.severity() == Finding.Severity.ERROR)
                .map(f -> f.position() + " " + f.rule() + ": " + f.message())
                .toList();
        return new Configured.Refused(Reason.CONFIGURATION_INVALID.because(
                Evidence.of("verdict", reading.verdict().code()).and("findings", errors)));
    }
}
