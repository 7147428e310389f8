package io.gatehouse.identityprovider.lifecycle;

import static io.gatehouse.identityprovider.lifecycle.TestAdministration.BY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.ProviderDraft;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.TestDocuments;
import io.gatehouse.identityprovider.metadata.Finding;
import io.gatehouse.identityprovider.version.TestSettings;
import io.gatehouse.partner.TestPartners;
import io.gatehouse.reason.Reason;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class ProviderLifecycleTests {
    private static final byte[] GOOGLE = TestDocuments.bytes("google-2028.xml");
    private static final byte[] OKTA = TestDocuments.bytes("okta-trial-2024.xml");

    private final TestClock clock = new TestClock(Instant.parse("2026-12-01T00:00:00Z"));

    @OnBothDatabases
    void walksFromDraftToRetirementWithAnEventForEachStep(TestDatabase db) {
        var node = new TestAdministration(db, clock);

        var draft = node.staged(null);
        assertThat(node.state()).isEqualTo(ProviderState.DRAFT);
        assertThat(node.activate(Activation.OF_WHAT_IS_TESTED))
                .asInstanceOf(type(Step.Refused.class))
                .satisfies(r -> assertThat(r.why().reason()).isEqualTo(Reason.IDENTITY_PROVIDER_NOT_ACTIVE));
        var first = node.staged(GOOGLE);
        assertThat(first.hash()).isNotEqualTo(draft.hash());
        node.tested(first);
        assertThat(node.state()).isEqualTo(ProviderState.TESTED);
        assertThat(node.activate(Activation.OF_WHAT_IS_TESTED)).isInstanceOf(Step.Done.class);
        assertThat(node.state()).isEqualTo(ProviderState.ACTIVE);
        assertThat(node.providers.live(node.id)).contains(first);
        assertThat(node.providers.staged(node.id)).isEmpty();
        assertThat(node.inTransaction(() -> node.lifecycle.retire(node.id, BY))).isInstanceOf(Step.Done.class);
        assertThat(node.state()).isEqualTo(ProviderState.RETIRED);
        assertThat(node.providers.live(node.id)).isEmpty();
        assertThat(node.inTransaction(() -> node.lifecycle.retire(node.id, BY))).isInstanceOf(Step.Unchanged.class);

        assertThat(node.told())
                .containsExactly("created", "activation refused", "staged", "tested", "activated", "retired");
        assertThat(node.events).allMatch(e -> "token:t".equals(e.actor()));
        assertThat(node.events.get(4).details().values()).containsEntry("tested", "passed");
    }

    @OnBothDatabases
    void keepsServingWhatIsLiveWhileAChangeWaits(TestDatabase db) {
        var node = new TestAdministration(db, clock);
        var live = node.live(GOOGLE);

        var step = node.stage(TestSettings.withAttributes(Map.of("email", List.of("corporateMail"))), GOOGLE);

        assertThat(step)
                .asInstanceOf(type(Step.Done.class))
                .satisfies(done -> assertThat(done.differences()).containsExactly("setting attributes changed"));
        assertThat(node.providers.live(node.id)).contains(live);
        assertThat(node.state()).isEqualTo(ProviderState.ACTIVE);
        assertThat(node.life().differences()).containsExactly("setting attributes changed");
        assertThat(node.stage(ProviderSettings.DEFAULT, GOOGLE))
                .as("back to what serves")
                .isInstanceOf(Step.Done.class);
        assertThat(node.providers.staged(node.id)).isEmpty();
        assertThat(node.stage(ProviderSettings.DEFAULT, GOOGLE)).isInstanceOf(Step.Unchanged.class);
    }

    @OnBothDatabases
    void refusesWhatIsNoMetadataWithEveryFinding(TestDatabase db) {
        var node = new TestAdministration(db, clock);

        assertThat(node.stage(ProviderSettings.DEFAULT, TestDocuments.bytes("authentik-no-key.xml")))
                .asInstanceOf(type(Step.Refused.class))
                .satisfies(r -> assertThat(r.findings()).anyMatch(f -> f.severity() == Finding.Severity.ERROR));
        assertThat(node.providers.find(node.id)).isEmpty();
        assertThat(node.events).isEmpty();
    }

    @OnBothDatabases
    void letsPlainHttpWaitButNotServe(TestDatabase db) {
        var node = new TestAdministration(db, clock);
        var document = TestDocuments.bytes("toolkit-redirect-only.xml");

        assertThat(node.stage(ProviderSettings.DEFAULT, document))
                .asInstanceOf(type(Step.Done.class))
                .satisfies(done -> assertThat(done.findings())
                        .extracting(Finding::rule)
                        .contains("endpoint-http", "endpoint-http-only"));
        assertThat(node.activate(new Activation(null, true, false)))
                .asInstanceOf(type(Step.Refused.class))
                .satisfies(
                        r -> assertThat(r.why().evidence().values().toString()).contains("insecure-http-endpoints"));
        node.staged(TestSettings.allowingHttp(), document);
        assertThat(node.activate(new Activation(null, true, false))).isInstanceOf(Step.Done.class);
    }

    @OnBothDatabases
    void letsNobodyOverwriteWhatTheyHaveNotSeen(TestDatabase db) {
        var node = new TestAdministration(db, clock);
        node.staged(null);
        long seen = node.life().revision();
        node.staged(GOOGLE);

        var late = node.inTransaction(
                () -> node.lifecycle.stage(node.draft(ProviderSettings.DEFAULT, OKTA), BY.ifStill(seen)));

        assertThat(late)
                .asInstanceOf(type(Step.Stale.class))
                .satisfies(s -> assertThat(s.revision()).isEqualTo(node.life().revision()));
        assertThat(node.inTransaction(() -> node.lifecycle.retire(node.id, BY.ifStill(seen))))
                .isInstanceOf(Step.Stale.class);
        assertThat(node.inTransaction(() ->
                        node.lifecycle.retire(node.id, BY.ifStill(node.life().revision()))))
                .isInstanceOf(Step.Done.class);
    }

    @OnBothDatabases
    void leavesAPartnerFromAFileToItsFile(TestDatabase db) {
        var id = new RegistrationId("r-" + UUID.randomUUID());
        var node = new TestLife(db, clock, TestPartners.owning());
        node.inTransaction(() -> node.configuration.configure(
                new ProviderDraft(id, node.partner.id(), ProviderSettings.DEFAULT, GOOGLE),
                "idp-config",
                Origin.INTERNAL));
        var live = node.providers.live(id).orElseThrow();

        var steps = List.of(
                node.inTransaction(() -> node.lifecycle.stage(
                        new ProviderDraft(id, node.partner.id(), ProviderSettings.DEFAULT, OKTA), BY)),
                node.inTransaction(() -> node.lifecycle.activate(id, Activation.OF_WHAT_IS_TESTED, BY)),
                node.inTransaction(() -> node.lifecycle.rollback(id, BY)),
                node.inTransaction(() -> node.lifecycle.retire(id, BY)),
                node.inTransaction(
                        () -> node.trials.start(id, Activation.OF_WHAT_IS_TESTED, List.of("a@b.example"), BY)));

        assertThat(steps).allSatisfy(step -> assertThat(step).isEqualTo(new Step.ReadOnly("northwind/partner.yaml")));
        assertThat(node.inTransaction(() -> node.lifecycle.tested(id, live.hash(), BY)))
                .as("trying out changes nothing")
                .isInstanceOf(Step.Done.class);
    }

    @OnBothDatabases
    void tellsOfEveryOtherConnectionWithTheSameEntityId(TestDatabase db) {
        var node = new TestAdministration(db, clock);
        var stranger = new TestAdministration(db, clock);
        var document = TestDocuments.with(
                "okta-trial-2024.xml", "exkdoocxa1VmjpXmX697", UUID.randomUUID().toString());
        var theirs = new RegistrationId("r-" + UUID.randomUUID());
        stranger.inTransaction(() -> stranger.lifecycle.stage(
                new ProviderDraft(theirs, stranger.partner.id(), ProviderSettings.DEFAULT, document), BY));
        var sibling = new RegistrationId("r-" + UUID.randomUUID());
        node.inTransaction(() -> node.lifecycle.stage(
                new ProviderDraft(sibling, node.partner.id(), ProviderSettings.DEFAULT, document), BY));

        assertThat(node.stage(ProviderSettings.DEFAULT, document))
                .asInstanceOf(type(Step.Done.class))
                .satisfies(done -> assertThat(done.findings())
                        .anyMatch(f -> f.rule().equals("entity-id-in-use")
                                && f.message().contains(sibling.value()))
                        .anyMatch(f -> f.rule().equals("entity-id-of-another-partner")
                                && f.message().contains(theirs.value())));
    }
}
