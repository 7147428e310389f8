package io.gatehouse.keys;

import static io.gatehouse.keys.ServiceKeys.Purpose.GRANT_SIGNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testing.TestClock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class GrantAlgorithmTests {
    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));

    @ParameterizedTest
    @EnumSource
    void readsBackEachKindOfKeyPair(GrantAlgorithm algorithm) throws Exception {
        var made = ServiceKeyForm.maker(algorithm).make(GRANT_SIGNING, clock.instant(), TestKeys.randomness(clock));

        var read = ServiceKeyForm.read(
                made.id(), made.privateKey().getEncoded(), made.certificate().getEncoded());

        assertThat(read).isEqualTo(made);
        var published = GrantAlgorithm.published(made.certificate().getPublicKey(), made.id());
        assertThat(published.computeThumbprint()).hasToString(made.id());
        assertThat(published.getAlgorithm().getName()).isEqualToIgnoringCase(algorithm.name());
        made.certificate().verify(made.certificate().getPublicKey());
    }

    @Test
    void isNamedAsInTokens() {
        assertThat(bound(Map.of())).isEqualTo(new KeyProperties(GrantAlgorithm.ES256));
        assertThat(bound(Map.of("gatehouse.keys.grant-algorithm", "EdDSA")))
                .isEqualTo(new KeyProperties(GrantAlgorithm.EDDSA));
        assertThat(bound(Map.of("gatehouse.keys.grant-algorithm", "PS256")))
                .isEqualTo(new KeyProperties(GrantAlgorithm.PS256));
    }

    private static KeyProperties bound(Map<String, String> set) {
        return new Binder(new MapConfigurationPropertySource(set)).bindOrCreate("gatehouse.keys", KeyProperties.class);
    }
}
