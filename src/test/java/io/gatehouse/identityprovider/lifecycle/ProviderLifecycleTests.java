package io.gatehouse.identityprovider.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.ProviderDraft;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.TestDocuments;
import io.gatehouse.identityprovider.metadata.Finding;
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

class ProviderLifecycleTests {
    private static final byte[] GOOGLE = TestDocuments.bytes("google-2028.xml");
    private static final byte[] OKTA = TestDocuments.bytes("okta-trial-2024.xml");
    private static final Change BY = Change.by("token:t", Origin.INTERNAL);

    private final TestClock clock = new TestClock(Instant.parse("2026-12-01T00:00:00Z"));
    private final RegistrationId id = new RegistrationId("r-" + UUID.randomUUID());

    @OnBothDatabases
    void walksFromDraftToRetirementWithAnEventForEachStep(TestDatabase db) {
        var node = new Node(db);

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
        assertThat(node.providers.live(id)).contains(first);
        assertThat(node.providers.staged(id)).isEmpty();
        assertThat(node.inTransaction(() -> node.lifecycle.retire(id, BY))).isInstanceOf(Step.Done.class);
        assertThat(node.state()).isEqualTo(ProviderState.RETIRED);
        assertThat(node.providers.live(id)).isEmpty();
        assertThat(node.inTransaction(() -> node.lifecycle.retire(id, BY))).isInstanceOf(Step.Unchanged.class);

        assertThat(node.told()).containsExactly("created", "staged", "tested", "activated", "retired");
        assertThat(node.events).allMatch(e -> "token:t".equals(e.actor()));
        assertThat(node.events.get(3).details().values()).containsEntry("tested", "passed");
    }

    @OnBothDatabases
    void keepsServingWhatIsLiveWhileAChangeWaits(TestDatabase db) {
        var node = new Node(db);
        var live = node.live(GOOGLE);

        var step = node.stage(TestSettings.withAttributes(Map.of("email", List.of("corporateMail"))), GOOGLE);

        assertThat(step)
                .asInstanceOf(type(Step.Done.class))
                .satisfies(done -> assertThat(done.differences()).containsExactly("setting attributes changed"));
        assertThat(node.providers.live(id)).contains(live);
        assertThat(node.state()).isEqualTo(ProviderState.ACTIVE);
        assertThat(node.life().differences()).containsExactly("setting attributes changed");
        assertThat(node.stage(ProviderSettings.DEFAULT, GOOGLE))
                .as("back to what serves")
                .isInstanceOf(Step.Done.class);
        assertThat(node.providers.staged(id)).isEmpty();
        assertThat(node.stage(ProviderSettings.DEFAULT, GOOGLE)).isInstanceOf(Step.Unchanged.class);
    }

    @OnBothDatabases
    void activatesNothingUntestedUnlessToldToAndRecordsIt(TestDatabase db) {
        var node = new Node(db);
        var tested = node.live(GOOGLE);
        var changed = node.staged(TestSettings.withAttributes(Map.of("email", List.of("m"))), GOOGLE);

        assertThat(node.activate(Activation.OF_WHAT_IS_TESTED))
                .asInstanceOf(type(Step.Untested.class))
                .satisfies(u -> assertThat(u.version()).isEqualTo(changed));
        assertThat(node.providers.live(id)).contains(tested);

        assertThat(node.activate(new Activation(changed.hash(), true, false))).isInstanceOf(Step.Done.class);
        assertThat(node.providers.live(id)).contains(changed);
        assertThat(node.events.getLast().details().values()).containsEntry("tested", "untested");
    }

    @OnBothDatabases
    void countsATestForExactlyTheVersionThatWasTested(TestDatabase db) {
        var node = new Node(db);
        var first = node.staged(GOOGLE);
        var second = node.staged(TestSettings.withAttributes(Map.of("email", List.of("m"))), GOOGLE);

        assertThat(node.inTransaction(() -> node.lifecycle.tested(id, first.hash(), BY)))
                .as("of a version that is not staged any more")
                .isInstanceOf(Step.Refused.class);
        assertThat(node.activate(Activation.OF_WHAT_IS_TESTED)).isInstanceOf(Step.Untested.class);
        node.tested(second);
        assertThat(node.activate(new Activation(first.hash(), true, true))).isInstanceOf(Step.Refused.class);
        assertThat(node.activate(new Activation(second.hash(), false, false))).isInstanceOf(Step.Done.class);
    }

    @OnBothDatabases
    void changesTheEntityIdOnlyWhereThatIsMeant(TestDatabase db) {
        var node = new Node(db);
        node.live(GOOGLE);
        var other = node.staged(OKTA);
        node.tested(other);

        assertThat(node.activate(Activation.OF_WHAT_IS_TESTED))
                .asInstanceOf(type(Step.OtherEntity.class))
                .satisfies(o -> {
                    assertThat(o.before()).startsWith("https://accounts.google.com");
                    assertThat(o.after()).startsWith("http://www.okta.com");
                });
        assertThat(node.activate(new Activation(null, false, true))).isInstanceOf(Step.Done.class);
        assertThat(node.events.getLast().details().values())
                .hasEntrySatisfying(
                        "entity_id_before",
                        before -> assertThat(before.toString()).startsWith("https://accounts.google.com"));
    }

    @OnBothDatabases
    void asksAboutTheEntityIdOfARetiredConnectionToo(TestDatabase db) {
        var node = new Node(db);
        node.live(GOOGLE);
        node.inTransaction(() -> node.lifecycle.retire(id, BY));

        node.tested(node.staged(OKTA));

        assertThat(node.state()).isEqualTo(ProviderState.TESTED);
        assertThat(node.activate(Activation.OF_WHAT_IS_TESTED)).isInstanceOf(Step.OtherEntity.class);
    }

    @OnBothDatabases
    void rollsBackOnceAndForthAgain(TestDatabase db) {
        var node = new Node(db);
        assertThat(node.rollback()).as("nothing before").isInstanceOf(Step.Refused.class);
        var first = node.live(GOOGLE);
        assertThat(node.rollback()).as("nothing before").isInstanceOf(Step.Refused.class);
        var second = node.staged(TestSettings.withAttributes(Map.of("email", List.of("m"))), GOOGLE);
        node.tested(second);
        node.activate(Activation.OF_WHAT_IS_TESTED);
        var waiting = node.staged(TestSettings.withAttributes(Map.of("email", List.of("n"))), GOOGLE);

        assertThat(node.rollback()).isInstanceOf(Step.Done.class);
        assertThat(node.providers.live(id)).contains(first);
        assertThat(node.providers.staged(id)).contains(waiting);
        assertThat(node.told().getLast()).isEqualTo("rolled back");

        assertThat(node.rollback()).isInstanceOf(Step.Done.class);
        assertThat(node.providers.live(id)).contains(second);
    }

    @OnBothDatabases
    void putsNothingLiveThatHasExpiredMeanwhile(TestDatabase db) {
        var node = new Node(db);
        var until = "validUntil=\"2026-12-02T00:00:00Z\" entityID=";
        node.tested(node.staged(TestDocuments.with("okta-trial-2024.xml", "entityID=", until)));

        clock.advance(Duration.ofDays(1));

        assertThat(node.activate(Activation.OF_WHAT_IS_TESTED))
                .asInstanceOf(type(Step.Refused.class))
                .satisfies(r -> assertThat(r.why().evidence().values()).containsEntry("metadata", "expired"));
    }

    @OnBothDatabases
    void refusesWhatIsNoMetadataWithEveryFinding(TestDatabase db) {
        var node = new Node(db);

        assertThat(node.stage(ProviderSettings.DEFAULT, TestDocuments.bytes("authentik-no-key.xml")))
                .asInstanceOf(type(Step.Refused.class))
                .satisfies(r -> assertThat(r.findings()).anyMatch(f -> f.severity() == Finding.Severity.ERROR));
        assertThat(node.stage(ProviderSettings.DEFAULT, TestDocuments.bytes("toolkit-redirect-only.xml")))
                .asInstanceOf(type(Step.Refused.class))
                .satisfies(r -> assertThat(r.findings())
                        .extracting(Finding::rule)
                        .contains("endpoint-http", "endpoint-http-only"));
        assertThat(node.providers.find(id)).isEmpty();
        assertThat(node.events).isEmpty();
    }

    @OnBothDatabases
    void letsNobodyOverwriteWhatTheyHaveNotSeen(TestDatabase db) {
        var node = new Node(db);
        node.staged(null);
        long seen = node.life().revision();
        node.staged(GOOGLE);

        var late = node.inTransaction(
                () -> node.lifecycle.stage(node.draft(ProviderSettings.DEFAULT, OKTA), BY.ifStill(seen)));

        assertThat(late)
                .asInstanceOf(type(Step.Stale.class))
                .satisfies(s -> assertThat(s.revision()).isEqualTo(node.life().revision()));
        assertThat(node.inTransaction(() -> node.lifecycle.retire(id, BY.ifStill(seen))))
                .isInstanceOf(Step.Stale.class);
        assertThat(node.inTransaction(
                        () -> node.lifecycle.retire(id, BY.ifStill(node.life().revision()))))
                .isInstanceOf(Step.Done.class);
    }

    @OnBothDatabases
    void leavesAPartnerFromAFileToItsFile(TestDatabase db) {
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
    void servesNamedPeopleBeforeEverybody(TestDatabase db) {
        var node = new Node(db);
        node.live(GOOGLE);
        var next = node.staged(TestSettings.withAttributes(Map.of("email", List.of("m"))), GOOGLE);

        assertThat(node.trial(Activation.OF_WHAT_IS_TESTED, "Ada@Northwind.example"))
                .isInstanceOf(Step.Untested.class);
        node.tested(next);
        assertThat(node.trial(Activation.OF_WHAT_IS_TESTED)).as("nobody").isInstanceOf(Step.Refused.class);
        assertThat(node.trial(Activation.OF_WHAT_IS_TESTED, "Ada@Northwind.example"))
                .isInstanceOf(Step.Done.class);
        assertThat(node.providers.trialFor(id, "ada@northwind.EXAMPLE")).contains(next);
        assertThat(node.providers.trialFor(id, "bob@northwind.example")).isEmpty();
        assertThat(node.life().trial()).containsExactly("ada@northwind.example");

        node.staged(TestSettings.withAttributes(Map.of("email", List.of("n"))), GOOGLE);
        assertThat(node.providers.trialFor(id, "ada@northwind.example"))
                .as("another version is another trial")
                .isEmpty();

        assertThat(node.trial(new Activation(null, true, false), "ada@northwind.example"))
                .isInstanceOf(Step.Done.class);
        assertThat(node.inTransaction(() -> node.trials.end(id, BY))).isInstanceOf(Step.Done.class);
        assertThat(node.providers.trialFor(id, "ada@northwind.example")).isEmpty();
        assertThat(node.told()).contains("trial started").endsWith("trial ended");
    }

    @OnBothDatabases
    void tellsOfEveryOtherConnectionWithTheSameEntityId(TestDatabase db) {
        var node = new Node(db);
        var stranger = new Node(db);
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

    /** One node, with a partner of its own that no file declares. */
    private final class Node extends TestLife {
        Node(TestDatabase db) {
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
}
