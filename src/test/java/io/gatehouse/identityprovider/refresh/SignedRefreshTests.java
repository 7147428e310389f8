package io.gatehouse.identityprovider.refresh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.MetadataSigner;
import io.gatehouse.identityprovider.fetch.Fetch;
import io.gatehouse.identityprovider.fetch.Validators;
import io.gatehouse.identityprovider.refresh.RefreshStatus.State;
import io.gatehouse.identityprovider.version.TestSettings;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.SignedMetadata;
import io.gatehouse.testing.TestDatabase;
import io.gatehouse.testing.TestKeys;

/** What is fetched of a connection whose metadata has a signer. */
class SignedRefreshTests {
    private static final TestKeys SIGNER = TestKeys.rsa(2048);
    private static final TestKeys FIRST = TestKeys.rsa(2048);
    private static final TestKeys SECOND = TestKeys.rsa(2048);

    @OnBothDatabases
    void servesWhatTheSignerHasSignedAndNothingElse(TestDatabase db) {
        var test = TestRefresh.merged(db);
        var signer = MetadataSigner.of(SignedMetadata.certificate(SIGNER)).orElseThrow();
        test.life.merges(test.id, TestSettings.signedBy(signer));

        assertThat(answers(test, text(FIRST)).refreshed().state()).isEqualTo(State.FAILING);
        assertThat(test.life.providers().live(test.id)).isEmpty();
        assertThat(answers(test, SignedMetadata.signed(text(FIRST), TestKeys.rsa(2048)))
                        .refreshed()
                        .why()
                        .toString())
                .contains("signature-untrusted");
        assertThat(test.life.providers().live(test.id)).isEmpty();

        assertThat(answers(test, SignedMetadata.signed(text(FIRST), SIGNER))
                        .refreshed()
                        .state())
                .isEqualTo(State.FINE);
        var live = test.life.providers().live(test.id).orElseThrow();

        // An added key would serve by itself, were it signed.
        var more = text(FIRST, SECOND);
        var refused = answers(test, more).refreshed();
        assertThat(refused.state()).isEqualTo(State.FAILING);
        assertThat(refused.why().toString()).contains("signature-missing");
        assertThat(test.life.providers().live(test.id)).hasValue(live);
        assertThat(answers(test, SignedMetadata.signed(more, SIGNER))
                        .refreshed()
                        .state())
                .isEqualTo(State.FINE);
        assertThat(test.life.providers().live(test.id).orElseThrow().hash()).isNotEqualTo(live.hash());
    }

    private static TestRefresh answers(TestRefresh test, String document) {
        return test.answersBy(() -> new Fetch.Fetched(document.getBytes(UTF_8), Validators.NONE));
    }

    private static String text(TestKeys... keys) {
        return new String(TestMetadata.with(keys).document(), UTF_8);
    }
}
