package io.gatehouse.identityprovider.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.fetch.Validators;
import io.gatehouse.identityprovider.version.TestSettings;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestDatabase;
import io.gatehouse.testing.TestKeys;
import java.time.Instant;

/** What refreshes make of the versions that serve, wait and are returned to. */
@SuppressWarnings("NullAway") // what is null here fails the test by itself
class RefreshedVersionsTests {
    private static final TestKeys OLD = TestKeys.elliptic();
    private static final TestKeys NEW = TestKeys.elliptic();
    private static final ProviderSettings OTHER = TestSettings.lettingAnybodyIn();

    @OnBothDatabases
    void bringsTheDocumentToSettingsThatWaitToo(TestDatabase db) {
        var test = TestRefresh.administered(db, TestMetadata.with(OLD));
        test.life.stages(test.id, OTHER);
        test.life.tests(test.id);
        var before = staged(test);

        test.answers(TestMetadata.with(OLD, NEW), "\"2\"").refreshed();

        assertThat(staged(test).hash()).isNotEqualTo(before.hash());
        assertThat(staged(test).settings()).isEqualTo(OTHER);
        assertThat(test.life.seen(test.id).staged().tested()).isNull();
        assertThat(test.life.events().getLast().details().values())
                .containsEntry("change", "staged anew on refreshed metadata")
                .containsEntry("before", before.hash())
                .containsEntry("tested", "untested");

        test.life.activates(test.id);
        assertThat(live(test).settings()).isEqualTo(OTHER);
        assertThat(live(test).metadata().signingKeys()).hasSize(2);
        assertThat(test.sources.of(test.id)).isPresent();
    }

    @OnBothDatabases
    void asksForAllOfADocumentUnlessItIsWhatServes(TestDatabase db) {
        var test = TestRefresh.administered(db, TestMetadata.with(OLD));
        test.answers(TestMetadata.with(OLD, NEW), "\"2\"").refreshed();
        test.refreshed();
        assertThat(test.asked).last().isEqualTo(new Validators("\"2\"", null));

        test.life.stages(test.id, OTHER);
        test.life.activates(test.id);
        test.refreshed();
        assertThat(test.asked).last().isEqualTo(Validators.NONE);
        test.refreshed();
        assertThat(test.asked).last().isEqualTo(new Validators("\"2\"", null));
    }

    @OnBothDatabases
    void touchesNothingForADocumentThatSaysTheSame(TestDatabase db) {
        var test = TestRefresh.administered(db, TestMetadata.with(OLD));
        test.answers(TestMetadata.with(OLD, NEW), "\"2\"").refreshed();
        var before = test.life.seen(test.id);
        long configurations = test.configurations();

        for (int i = 0; i < 5; i++) {
            test.answers(TestMetadata.with(OLD, NEW).saying("ID=\"_" + i + "\""), "\"3\"")
                    .refreshed();
        }

        assertThat(test.life.seen(test.id)).isEqualTo(before);
        assertThat(test.configurations()).isEqualTo(configurations);
        test.life.rollsBack(test.id);
        assertThat(live(test).metadata().signingKeys()).hasSize(1);
    }

    @OnBothDatabases
    void renewsAVersionThatMayBeUsedForLonger(TestDatabase db) {
        var test = TestRefresh.administered(db, TestMetadata.with(OLD));
        test.answers(until("2026-12-20T00:00:00Z", OLD, NEW), "\"2\"").refreshed();
        var before = test.life.seen(test.id);

        // Much is left of it, so nothing is written.
        long configurations = test.configurations();
        test.answers(until("2026-12-21T00:00:00Z", OLD, NEW), "\"3\"").refreshed();
        assertThat(test.configurations()).isEqualTo(configurations);
        assertThat(live(test).metadata().validUntil()).isEqualTo("2026-12-20T00:00:00Z");

        test.answers(until("2027-12-20T00:00:00Z", OLD, NEW), "\"4\"").refreshed();
        assertThat(live(test).metadata().validUntil()).isEqualTo("2027-12-20T00:00:00Z");
        assertThat(test.changes()).endsWith("metadata renewed");
        // A shorter time counts at once.
        test.answers(until("2026-12-19T00:00:00Z", OLD, NEW), "\"5\"").refreshed();
        assertThat(live(test).metadata().validUntil()).isEqualTo(Instant.parse("2026-12-19T00:00:00Z"));

        var after = test.life.seen(test.id);
        assertThat(after.live().version().hash())
                .isEqualTo(before.live().version().hash());
        assertThat(after.previous()).isEqualTo(before.previous());
        assertThat(after.revision()).isEqualTo(before.revision());
        // What is configured from now on goes with the fresh document.
        test.life.stages(test.id, OTHER);
        assertThat(staged(test).metadata().validUntil()).isEqualTo("2026-12-19T00:00:00Z");
    }

    @OnBothDatabases
    void leavesADraftTestedThatSaysTheSame(TestDatabase db) {
        var test = TestRefresh.drafted(db).answers(until("2026-12-03T00:00:00Z", OLD), "\"1\"");
        test.refreshed();
        test.life.tests(test.id);
        var tested = staged(test).hash();

        test.answers(
                        until("2026-12-09T00:00:00Z", OLD)
                                .entity(staged(test).metadata().entityId()),
                        "\"2\"")
                .refreshed();

        assertThat(test.life.providers().find(test.id).orElseThrow().state()).isEqualTo(ProviderState.TESTED);
        assertThat(staged(test).hash()).isEqualTo(tested);
        assertThat(staged(test).metadata().validUntil()).isEqualTo("2026-12-09T00:00:00Z");
    }

    private static TestMetadata until(String instant, TestKeys... keys) {
        return TestMetadata.with(keys).saying("validUntil=\"" + instant + "\"");
    }

    private static ProviderVersion live(TestRefresh test) {
        return test.life.providers().live(test.id).orElseThrow();
    }

    private static ProviderVersion staged(TestRefresh test) {
        return test.life.providers().staged(test.id).orElseThrow();
    }
}
