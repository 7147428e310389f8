package io.gatehouse.identityprovider.lifecycle;

import static io.gatehouse.identityprovider.lifecycle.TestAdministration.BY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.TestDocuments;
import io.gatehouse.identityprovider.version.TestSettings;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class ProviderActivationTests {
    private static final byte[] GOOGLE = TestDocuments.bytes("google-2028.xml");
    private static final byte[] OKTA = TestDocuments.bytes("okta-trial-2024.xml");

    private final TestClock clock = new TestClock(Instant.parse("2026-12-01T00:00:00Z"));

    @OnBothDatabases
    void activatesNothingUntestedUnlessToldToAndRecordsIt(TestDatabase db) {
        var node = new TestAdministration(db, clock);
        var tested = node.live(GOOGLE);
        var changed = node.staged(TestSettings.withAttributes(Map.of("email", List.of("m"))), GOOGLE);

        assertThat(node.activate(Activation.OF_WHAT_IS_TESTED))
                .asInstanceOf(type(Step.Untested.class))
                .satisfies(u -> assertThat(u.version()).isEqualTo(changed));
        assertThat(node.providers.live(node.id)).contains(tested);

        assertThat(node.activate(new Activation(changed.hash(), true, false))).isInstanceOf(Step.Done.class);
        assertThat(node.providers.live(node.id)).contains(changed);
        assertThat(node.events.getLast().details().values()).containsEntry("tested", "untested");
    }

    @OnBothDatabases
    void countsATestForExactlyTheVersionThatWasTested(TestDatabase db) {
        var node = new TestAdministration(db, clock);
        var first = node.staged(GOOGLE);
        var second = node.staged(TestSettings.withAttributes(Map.of("email", List.of("m"))), GOOGLE);

        assertThat(node.inTransaction(() -> node.lifecycle.tested(node.id, first.hash(), BY)))
                .as("of a version that is not staged any more")
                .isInstanceOf(Step.Refused.class);
        assertThat(node.activate(Activation.OF_WHAT_IS_TESTED)).isInstanceOf(Step.Untested.class);
        node.tested(second);
        assertThat(node.activate(new Activation(first.hash(), true, true))).isInstanceOf(Step.Refused.class);
        assertThat(node.activate(new Activation(second.hash(), false, false))).isInstanceOf(Step.Done.class);
    }

    @OnBothDatabases
    void changesTheEntityIdOnlyWhereThatIsMeant(TestDatabase db) {
        var node = new TestAdministration(db, clock);
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
        var node = new TestAdministration(db, clock);
        node.live(GOOGLE);
        node.inTransaction(() -> node.lifecycle.retire(node.id, BY));

        node.tested(node.staged(OKTA));

        assertThat(node.state()).isEqualTo(ProviderState.TESTED);
        assertThat(node.activate(Activation.OF_WHAT_IS_TESTED)).isInstanceOf(Step.OtherEntity.class);
    }

    @OnBothDatabases
    void rollsBackOnceAndForthAgain(TestDatabase db) {
        var node = new TestAdministration(db, clock);
        assertThat(node.rollback()).as("nothing before").isInstanceOf(Step.Refused.class);
        var first = node.live(GOOGLE);
        assertThat(node.rollback()).as("nothing before").isInstanceOf(Step.Refused.class);
        var second = node.staged(TestSettings.withAttributes(Map.of("email", List.of("m"))), GOOGLE);
        node.tested(second);
        node.activate(Activation.OF_WHAT_IS_TESTED);
        var waiting = node.staged(TestSettings.withAttributes(Map.of("email", List.of("n"))), GOOGLE);

        assertThat(node.rollback()).isInstanceOf(Step.Done.class);
        assertThat(node.providers.live(node.id)).contains(first);
        assertThat(node.providers.staged(node.id)).contains(waiting);
        assertThat(node.told().getLast()).isEqualTo("rolled back");

        assertThat(node.rollback()).isInstanceOf(Step.Done.class);
        assertThat(node.providers.live(node.id)).contains(second);
    }

    @OnBothDatabases
    void putsNothingLiveThatHasExpiredMeanwhile(TestDatabase db) {
        var node = new TestAdministration(db, clock);
        var until = "validUntil=\"2026-12-02T00:00:00Z\" entityID=";
        node.tested(node.staged(TestDocuments.with("okta-trial-2024.xml", "entityID=", until)));

        clock.advance(Duration.ofDays(1));

        assertThat(node.activate(Activation.OF_WHAT_IS_TESTED))
                .asInstanceOf(type(Step.Refused.class))
                .satisfies(r -> assertThat(r.why().evidence().values()).containsEntry("metadata", "expired"));
    }

    @OnBothDatabases
    void servesNamedPeopleBeforeEverybody(TestDatabase db) {
        var node = new TestAdministration(db, clock);
        node.live(GOOGLE);
        var next = node.staged(TestSettings.withAttributes(Map.of("email", List.of("m"))), GOOGLE);

        assertThat(node.trial(Activation.OF_WHAT_IS_TESTED, "Ada@Northwind.example"))
                .isInstanceOf(Step.Untested.class);
        node.tested(next);
        assertThat(node.trial(Activation.OF_WHAT_IS_TESTED)).as("nobody").isInstanceOf(Step.Refused.class);
        assertThat(node.trial(Activation.OF_WHAT_IS_TESTED, "Ada@Northwind.example"))
                .isInstanceOf(Step.Done.class);
        assertThat(node.providers.trialFor(node.id, "ada@northwind.EXAMPLE")).contains(next);
        assertThat(node.providers.trialFor(node.id, "bob@northwind.example")).isEmpty();
        assertThat(node.life().trial()).containsExactly("ada@northwind.example");

        node.staged(TestSettings.withAttributes(Map.of("email", List.of("n"))), GOOGLE);
        assertThat(node.providers.trialFor(node.id, "ada@northwind.example"))
                .as("another version is another trial")
                .isEmpty();

        assertThat(node.trial(new Activation(null, true, false), "ada@northwind.example"))
                .isInstanceOf(Step.Done.class);
        assertThat(node.inTransaction(() -> node.trials.end(node.id, BY))).isInstanceOf(Step.Done.class);
        assertThat(node.providers.trialFor(node.id, "ada@northwind.example")).isEmpty();
        assertThat(node.told()).contains("trial started").endsWith("trial ended");
    }
}
