package io.gatehouse.idpconfig.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.gatehouse.audit.EventDraft;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.idpconfig.names.AllowlistKeys;
import io.gatehouse.reason.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@ExtendWith(OutputCaptureExtension.class)
class StartTests {
    @TempDir
    Path folder;

    enum Colour {
        RED,
        DARK_BLUE
    }

    @ConfigurationProperties("gatehouse.portal")
    record Portal(
            @DefaultValue("none") String sessionEndpoint,
            @DefaultValue("red") Colour colour,
            @DefaultValue("1") int retries) {}

    @ConfigurationProperties("gatehouse")
    record Top(
            @DefaultValue List<String> trustedProxies,
            @DefaultValue("x") String sealingKey) {}

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({Portal.class, Top.class})
    @Import({UnknownSettings.class, AllowlistGate.class})
    static class Small {}

    @Test
    void startsWithWhatItKnows() throws IOException {
        assertThat(start(
                        "gatehouse:\n  portal.session-endpoint: x\n  trusted-proxies: [10.0.0.1]\n",
                        Map.of(
                                "GATEHOUSE_PORTAL_COLOUR",
                                "dark-blue",
                                "GATEHOUSE_SERVICE_HOST",
                                "x",
                                "GATEHOUSE_PORT",
                                "tcp://x",
                                "GATEHOUSE_TRUSTED_PROXIES_0",
                                "10.0.0.2")))
                .isNull();
    }

    @Test
    void stopsAtAnUnknownKeyWithFileLineAndTheNearest(CapturedOutput output) throws IOException {
        var failure = start("gatehouse:\n  portal:\n    session-endpiont: x\n", Map.of());
        assertThat(failure).isInstanceOf(SettingsRefused.class);
        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START")
                .contains("application.yaml:3:23 gatehouse.portal.session-endpiont: no such setting; the nearest is"
                        + " gatehouse.portal.session-endpoint")
                .doesNotContain("\tat ");
    }

    @Test
    void stopsAtAnUnknownVariable(CapturedOutput output) throws IOException {
        assertThat(start("", Map.of("GATEHOUSE_PORTAL_ORGIN", "x"))).isNotNull();
        assertThat(output.getAll()).contains("environment variable GATEHOUSE_PORTAL_ORGIN: no such setting");
    }

    @Test
    void stopsAtVariablesThatOnlyLookLikeSettings(CapturedOutput output) throws IOException {
        for (var variable : List.of(
                "GATEHOUSE_TRUSTED_PROXIES_LIST", "GATEHOUSE_PORTALSESSIONENDPOINT", "GATEHOUSE_TRUSTED_PROXIES_1")) {
            assertThat(start("", Map.of(variable, "x"))).as(variable).isInstanceOf(SettingsRefused.class);
        }
        assertThat(output.getAll())
                .contains("environment variable GATEHOUSE_PORTALSESSIONENDPOINT: no such setting; the nearest is"
                        + " GATEHOUSE_PORTAL_SESSIONENDPOINT");
    }

    @Test
    void whatVariablesSayArrives() throws IOException {
        var top = started(Map.of("GATEHOUSE_TRUSTED_PROXIES_0", "10.0.0.2", "GATEHOUSE_SEALING_KEY", "k"));
        assertThat(top).isEqualTo(new Top(List.of("10.0.0.2"), "k"));
    }

    @Test
    void tellsOfAValueItCannotReadWithoutShowingIt(CapturedOutput output) throws IOException {
        assertThat(start("gatehouse:\n  portal:\n    colour: s3cret\n", Map.of()))
                .isNotNull();
        assertThat(output.getAll())
                .contains("application.yaml:3:13 gatehouse.portal.colour: choose one of red, dark-blue")
                .doesNotContain("s3cret")
                .doesNotContain("\tat ");
    }

    @Test
    void refusesAnAllowlistInAFile(CapturedOutput output) throws IOException {
        assertThat(start("gatehouse:\n  signin:\n    allowed-ips:\n    - 10.0.0.0/8\n  unknown: 1\n", Map.of()))
                .isNotNull();
        assertThat(output.getAll())
                .contains("ip-allowlist-unsupported")
                .contains("application.yaml:4:7 gatehouse.signin.allowed-ips[0]")
                .contains("conditional access")
                .contains("no login event could be written")
                .doesNotContain("\tat ");
    }

    @Test
    void refusesAnAllowlistInAConfigTree(CapturedOutput output) throws IOException {
        var tree = Files.createDirectories(folder.resolve("tree"));
        Files.writeString(tree.resolve("gatehouse.allowed-ips"), "10.0.0.0/8");
        assertThat(start("spring.config.import: 'configtree:" + tree + "/'\n", Map.of()))
                .isNotNull();
        assertThat(output.getAll()).contains("ip-allowlist-unsupported").contains("gatehouse.allowed-ips");
    }

    @Test
    void refusesAnAllowlistInAVariable(CapturedOutput output) throws IOException {
        assertThat(start("", Map.of("GATEHOUSE_ALLOWED_IPS", "10.0.0.0/8"))).isNotNull();
        assertThat(output.getAll())
                .contains("ip-allowlist-unsupported")
                .contains("environment variable GATEHOUSE_ALLOWED_IPS")
                .doesNotContain("\tat ");
    }

    @Test
    void judgesHundredsOfPropertiesAndVariables() {
        var keys = Stream.concat(AllowlistKeys.kebab().stream(), AllowlistKeys.mixed())
                .filter(key ->
                        !key.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "").equals("trustedproxies"))
                .distinct()
                .toList();
        assertThat(keys).hasSizeGreaterThan(400);
        for (var key : keys) {
            refuses(Map.of("gatehouse." + key, "x"), Map.of(), "property gatehouse." + key);
            refuses(Map.of("gatehouse.signin." + key + "[0]", "x"), Map.of(), "property gatehouse.signin." + key);
            var variable = "GATEHOUSE_" + key.toUpperCase(Locale.ROOT).replaceAll("[-. ]", "_");
            refuses(Map.of(), Map.of(variable, "x"), "environment variable " + variable);
            var nested = "GATEHOUSE_SIGNIN_" + key.toUpperCase(Locale.ROOT).replaceAll("[-. ]", "");
            refuses(Map.of(), Map.of(nested, "x"), "environment variable " + nested);
        }
    }

    @Test
    void letsTrustedProxiesPassInEveryForm() {
        for (var name :
                List.of("gatehouse.trusted-proxies", "gatehouse.trustedProxies[0]", "gatehouse.trusted_proxies[12]")) {
            assertThat(GivenSettings.in(environment(Map.of(name, "x"), Map.of())))
                    .allMatch(s -> s.unsupported().isEmpty());
        }
        for (var name : List.of(
                "GATEHOUSE_TRUSTEDPROXIES",
                "GATEHOUSE_TRUSTED_PROXIES",
                "GATEHOUSE_TRUSTED_PROXIES_0",
                "GATEHOUSE_TRUSTEDPROXIES_0_")) {
            assertThat(GivenSettings.in(environment(Map.of(), Map.of(name, "x"))))
                    .allMatch(s -> s.unsupported().isEmpty());
        }
    }

    @Test
    void judgesNeitherValuesNorOtherNames() {
        var environment = environment(
                Map.of("gatehouse.portal.session-endpoint", "https://ip-allowlist.example", "other.allowed-ips", "x"),
                Map.of("ALLOWED_IPS", "x", "GATEHOUSE", "x"));
        assertThat(GivenSettings.in(environment))
                .hasSize(1)
                .allMatch(s -> s.unsupported().isEmpty());
    }

    @Test
    void leavesOneEventOfAllPlaces() {
        var drafts = new ArrayList<EventDraft>();
        var environment = environment(Map.of("gatehouse.whitelist", "x"), Map.of("GATEHOUSE_ALLOWED_IPS", "x"));
        var failure = catchThrowable(() -> new AllowlistGate(environment, drafts::add).afterPropertiesSet());
        assertThat(failure).isInstanceOf(SettingsRefused.class);
        assertThat(drafts).hasSize(1);
        assertThat(drafts.getFirst().reason()).isEqualTo(Reason.IP_ALLOWLIST_UNSUPPORTED);
        assertThat(drafts.getFirst().type()).isEqualTo(Type.CONFIGURATION);
        assertThat(String.valueOf(drafts.getFirst().details().values().get("places")))
                .contains("gatehouse.whitelist")
                .contains("GATEHOUSE_ALLOWED_IPS");
    }

    private static void refuses(Map<String, Object> properties, Map<String, Object> variables, String place) {
        var given = GivenSettings.in(environment(properties, variables));
        assertThat(given).as(place).hasSize(1);
        assertThat(given.getFirst().unsupported()).as(place).isPresent();
        assertThat(given.getFirst().place()).startsWith(place);
    }

    private static StandardEnvironment environment(Map<String, Object> properties, Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables));
        environment
                .getPropertySources()
                .replace("systemProperties", new MapPropertySource("systemProperties", properties));
        return environment;
    }

    private Top started(Map<String, Object> variables) throws IOException {
        Files.writeString(folder.resolve("application.yaml"), "");
        try (var context = application(variables).run("--spring.config.location=file:" + folder + "/")) {
            return context.getBean(Top.class);
        }
    }

    private @Nullable Throwable start(String yaml, Map<String, Object> variables) throws IOException {
        Files.writeString(folder.resolve("application.yaml"), yaml);
        var application = application(variables);
        return catchThrowable(() ->
                application.run("--spring.config.location=file:" + folder + "/").close());
    }

    private static SpringApplication application(Map<String, Object> variables) {
        var application = new SpringApplication(Small.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setEnvironment(environment(new HashMap<>(), variables));
        return application;
    }
}
