package io.gatehouse.idpconfig.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;

class SettingNamesTests {
    @ConfigurationProperties("gatehouse")
    record Top(String baseUrl, List<String> trustedProxies) {}

    @ConfigurationProperties("gatehouse.portal")
    record Portal(
            String sessionEndpoint,
            Retry retry,
            List<Retry> all,
            @Name("for") String of) {}

    record Retry(int tries) {}

    @ConfigurationProperties("elsewhere")
    record Elsewhere(String name) {}

    private final SettingNames names = SettingNames.of(List.of(Top.class, Portal.class, Elsewhere.class, String.class));

    @Test
    void takesThemFromTheRecords() {
        assertThat(names.all())
                .containsExactly(
                        "gatehouse.base-url",
                        "gatehouse.portal.all",
                        "gatehouse.portal.all.*.tries",
                        "gatehouse.portal.for",
                        "gatehouse.portal.retry.tries",
                        "gatehouse.portal.session-endpoint",
                        "gatehouse.trusted-proxies",
                        "gatehouse.trusted-proxies.*");
    }

    @Test
    void knowsPropertiesHoweverTheyAreWritten() {
        for (var below : List.of(
                "base-url",
                "baseUrl",
                "base_url",
                "portal.session-endpoint",
                "portal.retry.tries",
                "trusted-proxies[0]",
                "trusted-proxies",
                "portal.all[1].tries")) {
            assertThat(names.knows(property(below))).as(below).isTrue();
        }
        for (var below : List.of(
                "base-uri",
                "portal",
                "portal.retry",
                "portal.retry.tries.more",
                "portal.all[1].x",
                "portalretry.tries")) {
            assertThat(names.knows(property(below))).as(below).isFalse();
        }
    }

    @Test
    void namesTheNearestInTheSameForm() {
        assertThat(names.nearest(property("portal.session-endpiont"))).isEqualTo("gatehouse.portal.session-endpoint");
        assertThat(names.nearest(variable("BASE_URI"))).isEqualTo("GATEHOUSE_BASEURL");
        assertThat(names.nearest(variable("TRUSTED_PROXIES_LIST"))).isEqualTo("GATEHOUSE_TRUSTEDPROXIES");
    }

    @Test
    void letsPassWhatKubernetesGives() {
        for (var below : List.of("SERVICE_HOST", "SERVICE_PORT_HTTP", "PORT", "PORT_8080_TCP_ADDR")) {
            assertThat(variable(below).ofKubernetes()).as(below).isTrue();
        }
        assertThat(variable("PORTAL_ORIGIN").ofKubernetes()).isFalse();
        assertThat(property("port").ofKubernetes()).isFalse();
    }

    private static GivenSetting property(String below) {
        return new GivenSetting("gatehouse." + below, below, "here", false);
    }

    private static GivenSetting variable(String below) {
        return new GivenSetting("GATEHOUSE_" + below, below, "here", true);
    }
}
