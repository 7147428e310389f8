package io.gatehouse.identityprovider.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.lifecycle.Step;
import io.gatehouse.identityprovider.refresh.RefreshStatus.State;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestDatabase;
import io.gatehouse.testing.TestKeys;
import java.util.Map;

/** What a person did not want, though the address goes on publishing it. */
@SuppressWarnings("NullAway") // what is null here fails the test by itself
class DeclinedMetadataTests {
    private static final TestKeys OLD = TestKeys.elliptic();
    private static final TestKeys NEW = TestKeys.elliptic();

    @OnBothDatabases
    void remembersWhatAPersonHasDeclined(TestDatabase db) {
        var test = TestRefresh.administered(db, TestMetadata.with(OLD)).answers(TestMetadata.with(NEW), "\"2\"");
        var held = test.refreshed().held();

        assertThat(test.life.declines(test.id)).isInstanceOf(Step.Done.class);
        assertThat(test.life.providers().staged(test.id)).isEmpty();
        assertThat(test.changes()).endsWith("held change declined");
        test.letters.clear();
        test.answers(TestMetadata.with(NEW).saying("ID=\"_again\""), "\"3\"");
        assertThat(test.refreshed())
                .matches(s -> s.declined() && s.held() == null)
                .extracting(RefreshStatus::why)
                .isEqualTo(Map.of("declined", held));
        assertThat(test.life.providers().staged(test.id)).isEmpty();
        assertThat(test.letters).isEmpty();
        assertThat(test.life.declines(test.id)).isInstanceOf(Step.Refused.class);

        assertThat(test.answers(TestMetadata.with(TestKeys.elliptic()), "\"4\"")
                        .refreshed()
                        .state())
                .isEqualTo(State.HELD);
        assertThat(test.letters).isNotEmpty();
    }

    @OnBothDatabases
    void aRollbackDeclinesWhatItTurnsAwayFrom(TestDatabase db) {
        var test = TestRefresh.administered(db, TestMetadata.with(OLD));
        test.answers(TestMetadata.with(OLD, NEW), "\"2\"").refreshed();

        test.life.rollsBack(test.id);

        assertThat(test.refreshed().declined()).isTrue();
        assertThat(test.refreshed().declined()).isTrue();
        assertThat(test.life.providers().live(test.id).orElseThrow().metadata().signingKeys())
                .hasSize(1);
        // What is published next is judged anew.
        test.answers(TestMetadata.with(OLD).saying("WantAuthnRequestsSigned=\"true\""), "\"3\"");
        assertThat(test.refreshed().declined()).isFalse();
    }

    @OnBothDatabases
    void letsNoDeclinedKeyInByAnotherWay(TestDatabase db) {
        var test = TestRefresh.administered(db, TestMetadata.with(OLD));
        test.answers(TestMetadata.with(OLD, NEW), "\"2\"").refreshed();
        test.life.rollsBack(test.id);
        test.refreshed();

        // Together with one more, so that it is another document.
        var third = TestKeys.elliptic();
        test.answers(TestMetadata.with(OLD, NEW, third), "\"3\"");
        assertThat(test.refreshed().state()).isEqualTo(State.HELD);

        // And after the old document was published in between.
        test.answers(TestMetadata.with(OLD), "\"4\"");
        assertThat(test.refreshed().state()).isEqualTo(State.FINE);
        test.answers(TestMetadata.with(OLD, NEW), "\"5\"");
        assertThat(test.refreshed().state()).isEqualTo(State.HELD);
        assertThat(test.life.providers().live(test.id).orElseThrow().metadata().signingKeys())
                .hasSize(1);
    }
}
