package io.gatehouse.identityprovider.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.fetch.Validators;
import io.gatehouse.identityprovider.lifecycle.Step;
import io.gatehouse.identityprovider.metadata.SigningKey;
import io.gatehouse.identityprovider.refresh.RefreshStatus.State;
import io.gatehouse.identityprovider.version.TestSettings;
import io.gatehouse.keys.Sha256;
import io.gatehouse.mail.Letter;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestDatabase;
import io.gatehouse.testing.TestKeys;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.List;

@SuppressWarnings("NullAway") // what is null here fails the test by itself
class HeldMetadataTests {
    private static final TestKeys OLD = TestKeys.elliptic();
    private static final TestKeys NEW = TestKeys.elliptic();

    @OnBothDatabases
    void holdsASwapOfAllKeysOnceAndGoesOnServing(TestDatabase db) {
        var test = live(db);
        var before = fingerprints(test);
        test.answers(TestMetadata.with(NEW), "\"2\"");
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new RefreshTask().metadataRefreshMeters(test.rows).bindTo(registry);
        long held = test.rows.count(State.HELD);

        var status = test.refreshed();
        assertThat(registry.scrape())
                .contains("gatehouse_identityprovider_refresh{state=\"held\"} " + (held + 1) + ".0")
                .contains("gatehouse_identityprovider_refresh{state=\"failing\"} ");
        test.refreshed();
        test.refreshed();

        assertThat(status.state()).isEqualTo(State.HELD);
        assertThat(status.why().get("held").toString()).contains("no signing key that is live now stays");
        assertThat(fingerprints(test)).isEqualTo(before);
        assertThat(test.life.providers().staged(test.id).orElseThrow().hash()).isEqualTo(status.held());
        assertThat(test.changes()).containsOnlyOnce("held");
        assertThat(test.letters)
                .extracting(Letter::to)
                .containsExactlyInAnyOrder("admin@vendor.example", "care@vendor.example");
    }

    @OnBothDatabases
    void servesWhatWasHeldWhenAPersonSaysSoThoughThePartnerIsFromAFile(TestDatabase db) {
        long held = new SourceRows(db.jdbc()).count(State.HELD);
        var test = live(db).answers(TestMetadata.with(NEW), "\"2\"");
        test.refreshed();

        assertThat(test.life.activates(test.id)).isInstanceOf(Step.Done.class);

        assertThat(test.sources.of(test.id)).get().matches(s -> s.state() == State.FINE && s.held() == null);
        assertThat(test.rows.count(State.HELD)).isEqualTo(held);
        assertThat(test.refreshed()).matches(s -> s.state() == State.FINE && s.held() == null);
        assertThat(fingerprints(test)).containsExactly(fingerprint(NEW));
    }

    @OnBothDatabases
    void tellsOnceOfADocumentThatChangesItsIdWithEveryFetch(TestDatabase db) {
        var test = live(db).answers(TestMetadata.with(NEW).saying("ID=\"_1\""), "\"2\"");
        var held = test.refreshed().held();

        assertThat(test.answers(TestMetadata.with(NEW).saying("ID=\"_2\""), "\"3\"")
                        .refreshed()
                        .held())
                .isEqualTo(held);

        assertThat(test.changes()).containsOnlyOnce("held");
        assertThat(test.letters).hasSize(2);
    }

    @OnBothDatabases
    void aChangeOfSettingsDoesNotTakeUpWhatIsHeld(TestDatabase db) {
        var test = TestRefresh.administered(db, TestMetadata.with(OLD)).answers(TestMetadata.with(NEW), "\"2\"");
        var held = test.refreshed().held();

        // The settings that serve already change nothing, and take nothing back.
        test.life.stages(test.id, ProviderSettings.DEFAULT);
        assertThat(test.life.providers().staged(test.id).orElseThrow().hash()).isEqualTo(held);

        test.life.stages(test.id, TestSettings.lettingAnybodyIn());
        var staged = test.life.providers().staged(test.id).orElseThrow();
        assertThat(staged.metadata().signingKeys())
                .extracting(SigningKey::fingerprint)
                .containsExactly(fingerprint(OLD));
        test.life.activates(test.id);
        assertThat(fingerprints(test)).containsExactly(fingerprint(OLD));
        assertThat(test.refreshed().state()).isEqualTo(State.HELD);
        assertThat(test.life.providers().staged(test.id).orElseThrow().settings())
                .isEqualTo(TestSettings.lettingAnybodyIn());
    }

    @OnBothDatabases
    void takesBackWhatWasHeldWhenTheHostDoes(TestDatabase db) {
        var test = live(db).answers(TestMetadata.with(NEW), "\"2\"");
        test.refreshed();

        test.answers(TestMetadata.with(OLD), "\"3\"").refreshed();

        assertThat(test.life.providers().staged(test.id)).isEmpty();
        assertThat(test.asked).last().isEqualTo(Validators.NONE);
    }

    @OnBothDatabases
    void holdsAnotherEntityId(TestDatabase db) {
        holds(db, TestMetadata.with(OLD).entity("https://elsewhere.example.test/"), "entityID changed");
    }

    @OnBothDatabases
    void holdsAnotherHost(TestDatabase db) {
        holds(db, TestMetadata.with(OLD).at("elsewhere.example.test"), "another host: https://elsewhere.example.test");
    }

    @OnBothDatabases
    void holdsALostBinding(TestDatabase db) {
        holds(db, TestMetadata.with(OLD).withoutPost(), "endpoint for post is lost");
    }

    @OnBothDatabases
    void holdsTheRemovalOfAKeyThatSignsUntilAnotherOneDoes(TestDatabase db) {
        var test = live(db).answers(TestMetadata.with(OLD, NEW), "\"2\"");
        test.refreshed();
        test.life.keys().sawSigning(test.id, fingerprint(OLD), test.clock.instant());

        test.answers(TestMetadata.with(NEW), "\"3\"");
        assertThat(test.refreshed().state()).isEqualTo(State.HELD);

        test.clock.advance(Duration.ofHours(2));
        test.life.keys().sawSigning(test.id, fingerprint(NEW), test.clock.instant());
        assertThat(test.refreshed().state()).isEqualTo(State.FINE);
        assertThat(fingerprints(test)).containsExactly(fingerprint(NEW));
        assertThat(test.life.providers().staged(test.id)).isEmpty();
    }

    private static void holds(TestDatabase db, TestMetadata metadata, String why) {
        var test = live(db);
        var before = test.life.providers().live(test.id).orElseThrow().hash();

        var status = test.answers(metadata, "\"2\"").refreshed();

        assertThat(status.state()).isEqualTo(State.HELD);
        assertThat(status.why().get("held").toString()).contains(why);
        assertThat(test.life.providers().live(test.id).orElseThrow().hash()).isEqualTo(before);
    }

    private static TestRefresh live(TestDatabase db) {
        var test = TestRefresh.merged(db).answers(TestMetadata.with(OLD), "\"1\"");
        test.refreshed();
        return test;
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
