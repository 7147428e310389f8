package io.gatehouse.identityprovider.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.ProviderDraft;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.TestDocuments;
import io.gatehouse.identityprovider.metadata.Endpoint;
import io.gatehouse.identityprovider.version.TestSettings;
import io.gatehouse.partner.TestPartners;
import io.gatehouse.reason.Reason;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

class ProviderConfigurationTests {
    private static final byte[] GOOGLE = TestDocuments.bytes("google-2028.xml");
    private static final byte[] OKTA = TestDocuments.bytes("okta-trial-2024.xml");

    private final TestClock clock = new TestClock(Instant.parse("2026-12-01T00:00:00Z"));
    private final RegistrationId id = new RegistrationId("r-" + UUID.randomUUID());

    @OnBothDatabases
    void makesAConnectionLiveAtOnceAndRecordsItAsUntested(TestDatabase db) {
        var node = new Node(db);

        var configured = node.configure(ProviderSettings.DEFAULT, GOOGLE);

        assertThat(configured).isInstanceOf(Configured.Created.class);
        var provider = node.providers.find(id).orElseThrow();
        assertThat(provider.state()).isEqualTo(ProviderState.ACTIVE);
        assertThat(provider.partner()).isEqualTo(node.partner.id());
        assertThat(provider.version().settings()).isEqualTo(ProviderSettings.DEFAULT);
        assertThat(entityIdOf(provider)).isEqualTo("https://accounts.google.com/o/saml2?idpid=C029op2ga");
        assertThat(provider.refusalAt(clock.instant())).isEmpty();
        var event = node.events.getLast();
        assertThat(event.type()).isEqualTo(Type.CONFIGURATION);
        assertThat(event.actor()).isEqualTo("idp-config");
        assertThat(event.context().subject().identityProvider()).isEqualTo(id.value());
        assertThat(event.context().subject().partner())
                .isEqualTo(node.partner.id().value());
        assertThat(event.details().values()).containsEntry("tested", "untested").containsEntry("change", "created");
    }

    @OnBothDatabases
    void changesNothingWhenNothingChanged(TestDatabase db) {
        var node = new Node(db);
        node.configure(ProviderSettings.DEFAULT, GOOGLE);
        var events = node.events.size();

        assertThat(node.configure(ProviderSettings.DEFAULT, GOOGLE)).isInstanceOf(Configured.Unchanged.class);
        assertThat(node.events).hasSize(events);
    }

    @OnBothDatabases
    void keepsADraftWithoutMetadataFromServing(TestDatabase db) {
        var node = new Node(db);

        node.configure(ProviderSettings.DEFAULT, null);

        var provider = node.providers.find(id).orElseThrow();
        assertThat(provider.state()).isEqualTo(ProviderState.DRAFT);
        assertThat(provider.refusalAt(clock.instant()))
                .hasValueSatisfying(r -> assertThat(r.reason()).isEqualTo(Reason.IDENTITY_PROVIDER_NOT_ACTIVE));
        assertThat(node.configure(ProviderSettings.DEFAULT, GOOGLE)).isInstanceOf(Configured.Changed.class);
        assertThat(node.providers.find(id).orElseThrow().active()).isTrue();
    }

    @OnBothDatabases
    void saysInWordsWhatChanged(TestDatabase db) {
        var node = new Node(db);
        node.configure(ProviderSettings.DEFAULT, GOOGLE);

        var changed = node.configure(TestSettings.withAttributes(Map.of("email", List.of("corporateMail"))), OKTA);

        assertThat(changed)
                .asInstanceOf(type(Configured.Changed.class))
                .extracting(Configured.Changed::differences)
                .satisfies(words -> assertThat(words)
                        .anyMatch(w -> w.startsWith("entityID changed from https://accounts.google.com"))
                        .anyMatch(w -> w.matches("key added: [0-9a-f]{64} \\(\\d+ days left\\)"))
                        .anyMatch(w -> w.startsWith("key removed: "))
                        .anyMatch(w -> w.startsWith("sign-on endpoint for redirect moved from "))
                        .contains("setting attributes changed"));
        assertThat(node.events.getLast().details().values())
                .containsEntry("change", "changed")
                .containsKey("differences");
    }

    @OnBothDatabases
    void refusesAnIdThatIsAnotherPartners(TestDatabase db) {
        var first = new Node(db);
        var second = new Node(db);
        first.configure(ProviderSettings.DEFAULT, GOOGLE);

        assertThat(second.configure(ProviderSettings.DEFAULT, OKTA))
                .asInstanceOf(type(Configured.Refused.class))
                .satisfies(r -> assertThat(r.why().reason()).isEqualTo(Reason.CONFIGURATION_INVALID));
        assertThat(first.providers.find(id).orElseThrow().partner()).isEqualTo(first.partner.id());
        assertThat(second.events).isEmpty();
    }

    @OnBothDatabases
    void refusesMetadataThatAReadingRejectsAndKeepsWhatServes(TestDatabase db) {
        var node = new Node(db);
        node.configure(ProviderSettings.DEFAULT, GOOGLE);

        var refused =
                node.configure(ProviderSettings.DEFAULT, TestDocuments.bytes("google-expired-validuntil-2021.xml"));

        assertThat(refused)
                .asInstanceOf(type(Configured.Refused.class))
                .satisfies(
                        r -> assertThat(r.why().evidence().values().toString()).contains("metadata-expired"));
        assertThat(node.providers.find(id).orElseThrow().active()).isTrue();
    }

    @OnBothDatabases
    void keepsADraftOfWhatHasOnlyPlainHttpUntilThatIsAllowed(TestDatabase db) {
        var node = new Node(db);
        var document = TestDocuments.bytes("toolkit-redirect-only.xml");

        assertThat(node.configure(ProviderSettings.DEFAULT, document)).isInstanceOf(Configured.Created.class);
        assertThat(node.providers.find(id).orElseThrow().state()).isEqualTo(ProviderState.DRAFT);
        assertThat(node.configure(ProviderSettings.DEFAULT, document)).isInstanceOf(Configured.Unchanged.class);
        assertThat(node.configure(TestSettings.allowingHttp(), document)).isInstanceOf(Configured.Changed.class);
        assertThat(node.providers.find(id).orElseThrow().active()).isTrue();
        assertThat(Objects.requireNonNull(
                                node.providers.find(id).orElseThrow().version().metadata())
                        .preferredSignOn())
                .map(Endpoint::location)
                .contains("http://idp.example.com");
    }

    @OnBothDatabases
    void letsWhatServesServeOnWhenPlainHttpIsAllThatWouldBeLeft(TestDatabase db) {
        var node = new Node(db);
        node.configure(ProviderSettings.DEFAULT, GOOGLE);

        assertThat(node.configure(ProviderSettings.DEFAULT, TestDocuments.bytes("toolkit-redirect-only.xml")))
                .isInstanceOf(Configured.Refused.class);
        assertThat(node.providers.find(id).orElseThrow().active()).isTrue();
    }

    @OnBothDatabases
    void retiresAConnectionAndMayBringItBack(TestDatabase db) {
        var node = new Node(db);
        node.configure(ProviderSettings.DEFAULT, GOOGLE);

        assertThat(node.retire()).isTrue();

        var retired = node.providers.find(id).orElseThrow();
        assertThat(retired.state()).isEqualTo(ProviderState.RETIRED);
        assertThat(retired.refusalAt(clock.instant())).isPresent();
        assertThat(node.events.getLast().details().values()).containsEntry("change", "retired");
        assertThat(node.retire()).as("a second time").isFalse();
        assertThat(node.configure(ProviderSettings.DEFAULT, GOOGLE)).isInstanceOf(Configured.Created.class);
        assertThat(node.providers.find(id).orElseThrow().active()).isTrue();
    }

    @OnBothDatabases
    void stillLoadsMetadataThatHasExpiredButLetsNobodyThrough(TestDatabase db) {
        var node = new Node(db);
        var until = "validUntil=\"2026-12-02T00:00:00Z\" entityID=";
        node.configure(ProviderSettings.DEFAULT, TestDocuments.with("okta-trial-2024.xml", "entityID=", until));
        assertThat(node.providers.find(id).orElseThrow().refusalAt(clock.instant()))
                .isEmpty();

        clock.advance(Duration.ofDays(1));

        var provider = new Node(db).providers.find(id).orElseThrow();
        assertThat(provider.version().metadata()).isNotNull();
        assertThat(provider.refusalAt(clock.instant())).hasValueSatisfying(r -> {
            assertThat(r.reason()).isEqualTo(Reason.IDENTITY_PROVIDER_NOT_ACTIVE);
            assertThat(r.evidence().values()).containsEntry("metadata", "expired");
        });
    }

    @OnBothDatabases
    void tellsWhoElseUsesTheSameEntityId(TestDatabase db) {
        var first = new Node(db);
        var document = TestDocuments.with(
                "okta-trial-2024.xml", "exkdoocxa1VmjpXmX697", UUID.randomUUID().toString());
        first.configure(ProviderSettings.DEFAULT, document);
        var other = new RegistrationId("r-" + UUID.randomUUID());

        var created = first.inTransaction(() -> first.configuration.configure(
                new ProviderDraft(other, first.partner.id(), ProviderSettings.DEFAULT, document),
                "idp-config",
                Origin.INTERNAL));

        assertThat(created).isInstanceOf(Configured.Created.class);
        assertThat(first.events.getLast().details().values()).containsEntry("also_used_by", List.of(id.value()));
        assertThat(first.providers.ofPartner(first.partner.id()))
                .extracting(IdentityProvider::id)
                .containsExactlyInAnyOrder(id, other);
    }

    @OnBothDatabases
    void showsAnotherNodesActivationWithinASecond(TestDatabase db) {
        var here = new Node(db);
        var there = new Node(db);
        assertThat(there.providers.find(id)).isEmpty();
        here.configure(ProviderSettings.DEFAULT, GOOGLE);

        clock.advance(Duration.ofSeconds(1));

        assertThat(there.providers.find(id)).isPresent();
    }

    @OnBothDatabases
    void undoesEverythingWithTheCallersTransaction(TestDatabase db) {
        var node = new Node(db);
        node.configure(ProviderSettings.DEFAULT, GOOGLE);

        db.transactions().executeWithoutResult(tx -> {
            node.configuration.configure(node.draft(ProviderSettings.DEFAULT, OKTA), "idp-config", Origin.INTERNAL);
            tx.setRollbackOnly();
        });

        assertThat(entityIdOf(node.providers.find(id).orElseThrow())).startsWith("https://accounts.google.com");
    }

    private static String entityIdOf(IdentityProvider provider) {
        return Objects.requireNonNull(provider.version().metadata()).entityId();
    }

    /** One node, with a partner of its own. */
    private final class Node extends TestLife {
        Node(TestDatabase db) {
            super(db, clock, TestPartners.owning());
        }

        ProviderDraft draft(ProviderSettings settings, byte @Nullable [] metadata) {
            return new ProviderDraft(id, partner.id(), settings, metadata);
        }

        Configured configure(ProviderSettings settings, byte @Nullable [] metadata) {
            return inTransaction(
                    () -> configuration.configure(draft(settings, metadata), "idp-config", Origin.INTERNAL));
        }

        boolean retire() {
            return inTransaction(() -> configuration.retire(id, "idp-config", Origin.INTERNAL));
        }
    }
}
