package io.gatehouse.api.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.Program;
import io.gatehouse.keys.ServiceKeyUses;
import io.gatehouse.keys.ServiceKeys;
import io.gatehouse.keys.ServiceKeys.Purpose;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class KeysApiTests {
    @Test
    void namesEachPublishedKeyAndWhoEncryptsToIt() {
        var gateway = Program.gateway();
        var signing = gateway.bean(ServiceKeys.class).current(Purpose.SAML_SIGNING);
        var encryption = gateway.bean(ServiceKeys.class).current(Purpose.SAML_ENCRYPTION);
        var provider = "i-" + UUID.randomUUID();
        gateway.bean(ServiceKeyUses.class).saw(encryption.id(), provider, Instant.parse("2026-12-01T00:00:00Z"));

        var items = Program.auditor().get("/keys").answered(200).body().get("items");

        assertThat(StreamSupport.stream(items.spliterator(), false))
                .anySatisfy(key -> {
                    assertThat(key.get("id").asText()).isEqualTo(signing.id());
                    assertThat(key.get("purpose").asText()).isEqualTo("saml-signing");
                    assertThat(key.get("used_by").isNull()).isTrue();
                })
                .anySatisfy(key -> {
                    assertThat(key.get("id").asText()).isEqualTo(encryption.id());
                    assertThat(key.get("state").asText()).isEqualTo("current");
                    assertThat(key.get("used_by").findValuesAsText("identity_provider"))
                            .contains(provider);
                });
        Program.of("somebody").get("/keys").refused(403, "scope-insufficient");
    }
}
