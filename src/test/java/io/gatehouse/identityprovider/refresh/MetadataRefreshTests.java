package io.gatehouse.identityprovider.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.fetch.Fetch;
import io.gatehouse.identityprovider.fetch.Validators;
import io.gatehouse.identityprovider.metadata.SigningKey;
import io.gatehouse.identityprovider.refresh.RefreshStatus.State;
import io.gatehouse.keys.Sha256;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestDatabase;
import io.gatehouse.testing.TestKeys;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.List;

@SuppressWarnings("NullAway") // what is null here fails the test by itself
class MetadataRefreshTests {
    private static final TestKeys OLD = TestKeys.elliptic();
    private static final TestKeys NEW = TestKeys.elliptic();

    @OnBothDatabases
    void putsTheFirstDocumentOfAMergedFileLive(TestDatabase db) {
        var test = TestRefresh.merged(db).answers(TestMetadata.with(OLD), "\"1\"");
        assertThat(state(test)).isEqualTo(ProviderState.DRAFT);

        assertThat(test.refreshed().state()).isEqualTo(State.FINE);

        assertThat(state(test)).isEqualTo(ProviderState.ACTIVE);
        assertThat(test.changes()).containsExactly("created", "activated");
        assertThat(test.letters).isEmpty();
    }

    @OnBothDatabases
    void leavesTheFirstDocumentOfAnAdministratorsDraftToBeTested(TestDatabase db) {
        var test = TestRefresh.drafted(db).answers(TestMetadata.with(OLD), "\"1\"");

        assertThat(test.refreshed().state()).isEqualTo(State.FINE);

        assertThat(state(test)).isEqualTo(ProviderState.DRAFT);
        assertThat(test.life.providers().staged(test.id).orElseThrow().metadata())
                .isNotNull();
    }

    @OnBothDatabases
    void activatesAnAddedKeyByItself(TestDatabase db) {
        var test = live(db);

        var status = test.answers(TestMetadata.with(OLD, NEW), "\"2\"").refreshed();

        assertThat(status.state()).isEqualTo(State.FINE);
        assertThat(fingerprints(test)).hasSize(2);
        assertThat(test.changes()).endsWith("refreshed");
    }

    @OnBothDatabases
    void asksWithWhatTheHostSaidAndTakesItsWordThatNothingChanged(TestDatabase db) {
        var test = live(db).answersNotModified();

        assertThat(test.refreshed().state()).isEqualTo(State.FINE);

        assertThat(test.asked).last().isEqualTo(new Validators("\"1\"", null));
        assertThat(test.changes()).containsExactly("created", "activated");
    }

    @OnBothDatabases
    void removesAKeyThatNeverSignedByItself(TestDatabase db) {
        var test = live(db).answers(TestMetadata.with(OLD, NEW), "\"2\"");
        test.refreshed();

        assertThat(test.answers(TestMetadata.with(OLD), "\"3\"").refreshed().state())
                .isEqualTo(State.FINE);
        assertThat(fingerprints(test)).containsExactly(fingerprint(OLD));
    }

    @OnBothDatabases
    void recordsAFailureOnceAndGoesOnServing(TestDatabase db) {
        var test = live(db).refuses("status 500");

        var first = test.refreshed();
        var second = test.refreshed();

        assertThat(second.state()).isEqualTo(State.FAILING);
        assertThat(second.since()).isEqualTo(first.since());
        assertThat(second.why()).containsEntry("found", "status 500");
        assertThat(second.next()).isAfter(first.next().plus(Duration.ofMinutes(5)));
        assertThat(state(test)).isEqualTo(ProviderState.ACTIVE);
        assertThat(test.changes()).containsOnlyOnce("metadata refresh fails");
        assertThat(test.letters).hasSize(2);

        assertThat(test.answersNotModified().refreshed().state()).isEqualTo(State.FINE);
        assertThat(test.changes()).endsWith("metadata refresh works again");
    }

    @OnBothDatabases
    void failsOnADocumentThatCantBeUsed(TestDatabase db) {
        var test = live(db).answers(TestMetadata.with(), "\"2\"");

        assertThat(test.refreshed().why().get("findings").toString()).contains("signing-key-missing");
        assertThat(fingerprints(test)).hasSize(1);
    }

    @OnBothDatabases
    void leavesMetadataThatAnAdministratorHasStaged(TestDatabase db) {
        var test = TestRefresh.administered(db, TestMetadata.with(OLD));
        test.life.stages(test.id, TestMetadata.with(OLD).at("mine.example.test").document());
        var staged = test.life.providers().staged(test.id).orElseThrow().hash();

        test.answers(TestMetadata.with(OLD, NEW), "\"2\"").refreshed();
        test.answers(TestMetadata.with(NEW).entity("https://other.example.test/"), "\"3\"")
                .refreshed();
        assertThat(fingerprints(test)).hasSize(2);
        assertThat(test.life.providers().staged(test.id).orElseThrow().hash()).isEqualTo(staged);

        // Once it serves, the address has no more say.
        test.life.activates(test.id);
        assertThat(test.life.providers().live(test.id).orElseThrow().hash()).isEqualTo(staged);
        assertThat(test.sources.of(test.id)).isEmpty();
        assertThat(test.life.events().getLast().details().values()).containsEntry("metadata_url", "left");
    }

    @OnBothDatabases
    void dropsWhatCameFromAnAddressThatWasNamedAnewMeanwhile(TestDatabase db) {
        var test = live(db);
        test.answersBy(() -> {
            test.watch();
            return new Fetch.Fetched(TestMetadata.with(OLD, NEW).document(), Validators.NONE);
        });

        test.refreshed();

        assertThat(fingerprints(test)).hasSize(1);
        assertThat(test.rows.due(test.clock.instant(), 1000)).anyMatch(s -> s.id().equals(test.id));
    }

    @OnBothDatabases
    void asksAgainAsTheDocumentWishesWithinBounds(TestDatabase db) {
        var test = live(db);
        var now = test.clock.instant().plus(Duration.ofMinutes(1));

        var often = test.answers(TestMetadata.with(OLD).saying("cacheDuration=\"PT1H\""), "\"2\"")
                .refreshed();
        assertThat(often.next()).isBetween(now.plus(Duration.ofMinutes(54)), now.plus(Duration.ofMinutes(60)));

        var soon = test.answers(TestMetadata.with(OLD).saying("cacheDuration=\"PT1S\""), "\"3\"")
                .refreshed();
        assertThat(soon.next()).isAfter(now.plus(Duration.ofMinutes(13)));

        var ending = test.answers(TestMetadata.with(OLD).saying("validUntil=\"2026-12-01T04:00:00Z\""), "\"4\"")
                .refreshed();
        assertThat(ending.next()).isBefore(now.plus(Duration.ofHours(2)));
    }

    @OnBothDatabases
    void refreshesOnlyWhatIsDueAndNotRetired(TestDatabase db) {
        var test = live(db);
        assertThat(test.rows.due(test.clock.instant(), 1000)).noneMatch(s -> s.id().equals(test.id));

        test.clock.advance(Duration.ofHours(6));
        assertThat(test.rows.due(test.clock.instant(), 1000)).anyMatch(s -> s.id().equals(test.id));

        RefreshTask.run(test.rows, test.refresh, test.clock);
        assertThat(test.rows.due(test.clock.instant(), 1000)).noneMatch(s -> s.id().equals(test.id));
    }

    @OnBothDatabases
    void forgetsAnAddress(TestDatabase db) {
        var test = live(db);

        assertThat(test.sources.forget(test.id)).isTrue();
        assertThat(test.refresh.now(test.id)).isEmpty();
    }

    private static TestRefresh live(TestDatabase db) {
        var test = TestRefresh.merged(db).answers(TestMetadata.with(OLD), "\"1\"");
        test.refreshed();
        return test;
    }

    private static ProviderState state(TestRefresh test) {
        return test.life.providers().find(test.id).orElseThrow().state();
    }

    private static List<String> fingerprints(TestRefresh test) {
        return test.life.providers().live(test.id).orElseThrow().metadata().signingKeys().stream()
                .map(SigningKey::fingerprint)
                .toList();
    }

    private static String fingerprint(TestKeys key) {
        try {
            return Sha256.hex(key.certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
