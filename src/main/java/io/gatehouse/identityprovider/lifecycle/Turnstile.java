package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.version.HeldVersions;
import io.gatehouse.identityprovider.version.ProviderRows;
import io.gatehouse.partner.ConfigurationVersion;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lines up whoever changes connections, and turns away who looked at an older state or at a partner from a file. */
@Component
class Turnstile {
    private final ProviderRows rows;
    private final HeldVersions held;
    private final Partners partners;
    private final ConfigurationVersion version;

    Turnstile(ProviderRows rows, HeldVersions held, Partners partners, ConfigurationVersion version) {
        this.rows = rows;
        this.held = held;
        this.partners = partners;
        this.version = version;
    }

    /** A step of a connection that is there and may be changed here. */
    Step pass(RegistrationId id, Change by, Function<ProviderRows.Row, Step> step) {
        return passAny(id, by, row -> readOnly(row.partner()).orElseGet(() -> step.apply(row)));
    }

    /** The same, and of a partner from a file too if what waits came from its metadata's address: no file can say yes to it. */
    Step passOrHeld(RegistrationId id, Change by, Function<ProviderRows.Row, Step> step) {
        return passAny(id, by, row -> {
            boolean waits = row.staged() != null && held.has(id, row.staged());
            return waits ? step.apply(row) : readOnly(row.partner()).orElseGet(() -> step.apply(row));
        });
    }

    /** A step of a connection that is there, wherever its partner comes from. */
    Step passAny(RegistrationId id, Change by, Function<ProviderRows.Row, Step> step) {
        version.advance();
        var row = rows.find(id);
        if (row.isEmpty()) {
            return new Step.Refused(
                    Reason.IDENTITY_PROVIDER_NOT_CONFIGURED.because(Evidence.of("identity_provider", id)));
        }
        return stale(row.get(), by).orElseGet(() -> step.apply(row.get()));
    }

    /** A step of a connection that may be new. */
    Step passNew(RegistrationId id, PartnerId partner, Change by, Function<ProviderRows.@Nullable Row, Step> step) {
        version.advance();
        var row = rows.find(id).orElse(null);
        return readOnly(partner)
                .or(() -> row == null ? unseen(by) : stale(row, by))
                .orElseGet(() -> step.apply(row));
    }

    private static Optional<Step> stale(ProviderRows.Row row, Change by) {
        return by.revision() == null || by.revision() == row.revision()
                ? Optional.empty()
                : Optional.of(new Step.Stale(row.revision()));
    }

    private static Optional<Step> unseen(Change by) {
        return by.revision() == null ? Optional.empty() : Optional.of(new Step.Stale(0));
    }

    private Optional<Step> readOnly(PartnerId partner) {
        if (partners.standing(partner).isEmpty()) {
            return Optional.of(new Step.Refused(
                    Reason.CONFIGURATION_INVALID.because(Evidence.of("found", "a partner that was ended"))));
        }
        return partners.find(partner)
                .flatMap(p -> Optional.ofNullable(p.source()))
                .map(Step.ReadOnly::new);
    }
}
