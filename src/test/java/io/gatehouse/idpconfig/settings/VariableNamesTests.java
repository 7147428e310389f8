package io.gatehouse.idpconfig.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What is let pass is what arrives: each spelling is bound by Spring itself, beside what the check says of it. */
class VariableNamesTests {
    private static final List<String> NOT_READ = List.of(
            "GATEHOUSE_CONSOLE_GROUPS_ADMINS",
            "GATEHOUSE_CONSOLE_GROUPS_ADMINISTRATORS",
            "GATEHOUSE_CONSOLE_GROUPS_ADMIN_FIRST",
            "GATEHOUSE_TRUSTEDPROXIES_LIST",
            "GATEHOUSE_TRUSTEDPROXIESX",
            "GATEHOUSE_TRUSTED_PROXIES_0_",
            "GATEHOUSE_TRUSTED_PROXIES_00",
            "GATEHOUSE_TRUSTED_PROXIES_1",
            "GATEHOUSE_PORTALSESSIONENDPOINT",
            "GATEHOUSE_PORTAL_SESSION",
            "GATEHOUSE_CONSOLEPARTNER",
            "GATEHOUSE_MAILFROM",
            "GATEHOUSE_BASEU_RL",
            "GATEHOUSE_BASE_URI",
            "GATEHOUSE_IDPCONFIG_INTERVAL");

    private final SettingNames names = SettingNames.of(ShippedSettings.types());

    @Test
    void everySettingArrivesByEachSpellingThatIsLetPass() {
        int settings = 0;
        for (var name : names.all()) {
            boolean list = names.all().contains(name + ".*");
            var item = name.replace(".*", "[0]");
            for (var variable : spellings(item)) {
                assertThat(isLetPass(variable)).as(variable).isTrue();
                assertThat(bound(item, list, Map.of(variable, "a value")))
                        .as(variable)
                        .isEqualTo("a value");
            }
            settings++;
        }
        assertThat(settings).isGreaterThan(50);
    }

    @Test
    void whatDoesNotArriveIsNotLetPassAndTheNearestIsNamed() {
        for (var variable : NOT_READ) {
            assertThat(names.all()).as(variable).noneMatch(name -> arrives(name, variable));
            assertThat(isLetPass(variable)).as(variable).isFalse();
            var nearest = names.nearest(given(variable));
            assertThat(isLetPass(nearest)).as(nearest).isTrue();
        }
        assertThat(names.nearest(given("GATEHOUSE_CONSOLE_GROUPS_ADMINS"))).isEqualTo("GATEHOUSE_CONSOLE_GROUPS_ADMIN");
        assertThat(names.nearest(given("GATEHOUSE_PORTALSESSIONENDPOINT")))
                .isEqualTo("GATEHOUSE_PORTAL_SESSIONENDPOINT");
    }

    @Test
    void aLettersSlipInAnySettingIsFound() {
        for (var name : names.all()) {
            for (var spelling : spellings(name.replace(".*", "[0]"))) {
                for (var slip :
                        List.of(spelling + "_", spelling + "X", spelling + "_X", spelling.replaceFirst("_", ""))) {
                    boolean arrives = names.all().stream().anyMatch(other -> arrives(other, slip));
                    assertThat(isLetPass(slip)).as(slip).isEqualTo(arrives);
                }
            }
        }
    }

    @Test
    void itemsOfAListFollowOneAnother() {
        var all = Stream.of("GATEHOUSE_TRUSTED_PROXIES_0", "GATEHOUSE_TRUSTED_PROXIES_1", "GATEHOUSE_TRUSTED_PROXIES_3")
                .map(VariableNamesTests::given)
                .toList();
        var variables = VariableNames.of(all, names);
        assertThat(all.stream().filter(variables::read).map(GivenSetting::name))
                .containsExactly("GATEHOUSE_TRUSTED_PROXIES_0", "GATEHOUSE_TRUSTED_PROXIES_1");
        var values = new LinkedHashMap<String, Object>();
        all.forEach(variable -> values.put(variable.name(), variable.name()));
        assertThat(binder(values)
                        .bind("gatehouse.trusted-proxies", Bindable.listOf(String.class))
                        .get())
                .containsExactly("GATEHOUSE_TRUSTED_PROXIES_0", "GATEHOUSE_TRUSTED_PROXIES_1");
    }

    /** In the order of the reference: dashes left out, dashes as underscores, small letters without dashes. */
    private static List<String> spellings(String name) {
        var plain = name.replace("[", "_").replace("]", "").replace('.', '_');
        var uniform = plain.replace("-", "");
        var all = new ArrayList<>(List.of(uniform.toUpperCase(Locale.ROOT), uniform));
        all.add(plain.replace('-', '_').toUpperCase(Locale.ROOT));
        return all.stream().distinct().toList();
    }

    private boolean isLetPass(String variable) {
        return VariableNames.of(List.of(given(variable)), names).read(given(variable));
    }

    private boolean arrives(String name, String variable) {
        try {
            return bound(name.replace(".*", "[0]"), names.all().contains(name + ".*"), Map.of(variable, "a value"))
                    != null;
        } catch (BindException refusedBySpring) {
            return false;
        }
    }

    private static @Nullable String bound(String name, boolean list, Map<String, Object> variables) {
        return list
                ? binder(variables)
                        .bind(name, Bindable.listOf(String.class))
                        .map(List::getFirst)
                        .orElse(null)
                : binder(variables).bind(name, Bindable.of(String.class)).orElse(null);
    }

    private static Binder binder(Map<String, Object> variables) {
        var environment = new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables);
        return new Binder(ConfigurationPropertySources.from(environment));
    }

    private static GivenSetting given(String variable) {
        return new GivenSetting(variable, variable.substring("GATEHOUSE_".length()), "", true);
    }
}
