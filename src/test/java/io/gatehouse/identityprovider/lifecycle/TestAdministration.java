package io.gatehouse.identityprovider.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.ProviderDraft;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.partner.TestPartners;
import io.gatehouse.testing.TestDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One node, with a partner of its own that no file declares. */
final class TestAdministration extends TestLife {
    static final Change BY = Change.by("token:t", Origin.INTERNAL);

    final RegistrationId id = new RegistrationId("r-" + UUID.randomUUID());

    TestAdministration(TestDatabase db, Clock clock) {
        super(db, clock, TestPartners.made());
    }

    ProviderDraft draft(ProviderSettings settings, byte @Nullable [] metadata) {
        return new ProviderDraft(id, partner.id(), settings, metadata);
    }

    Step stage(ProviderSettings settings, byte @Nullable [] metadata) {
        return inTransaction(() -> lifecycle.stage(draft(settings, metadata), BY));
    }

    ProviderVersion staged(ProviderSettings settings, byte @Nullable [] metadata) {
        assertThat(stage(settings, metadata)).isInstanceOf(Step.Done.class);
        return providers.staged(id).orElseThrow();
    }

    ProviderVersion staged(byte @Nullable [] metadata) {
        return staged(ProviderSettings.DEFAULT, metadata);
    }

    void tested(ProviderVersion version) {
        assertThat(inTransaction(() -> lifecycle.tested(id, version.hash(), BY)))
                .isInstanceOf(Step.Done.class);
    }

    ProviderVersion live(byte[] metadata) {
        tested(staged(metadata));
        assertThat(activate(Activation.OF_WHAT_IS_TESTED)).isInstanceOf(Step.Done.class);
        return providers.live(id).orElseThrow();
    }

    Step activate(Activation activation) {
        return inTransaction(() -> lifecycle.activate(id, activation, BY));
    }

    Step rollback() {
        return inTransaction(() -> lifecycle.rollback(id, BY));
    }

    Step trial(Activation activation, String... people) {
        return inTransaction(() -> trials.start(id, activation, List.of(people), BY));
    }

    ProviderState state() {
        return providers.find(id).orElseThrow().state();
    }

    ProviderLife life() {
        return lives.find(id).orElseThrow();
    }

    List<String> told() {
        return events.stream()
                .map(e -> Objects.requireNonNull(e.details().values().get("change"))
                        .toString())
                .toList();
    }
}
