package io.gatehouse.idpconfig.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Gatehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

class ConfigurationPageTests {
    private static final Path PAGE = Path.of("docs/reference/configuration.md");
    private static final Pattern SETTING = Pattern.compile("(?m)^\\| `(gatehouse\\.[^`]+)` \\|");

    @Test
    void listsEverySettingAndNoOther() throws IOException {
        var listed = SETTING.matcher(Files.readString(PAGE))
                .results()
                .map(m -> m.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed).isEqualTo(settings());
    }

    @Test
    void noSettingOfOursIsTakenForAnAllowlist() {
        for (var name : settings()) {
            var below = name.substring("gatehouse.".length());
            var variable = below.replace("-", "").replace('.', '_');
            assertThat(new GivenSetting(name, below, "", false).unsupported())
                    .as(name)
                    .isEmpty();
            assertThat(new GivenSetting(name, variable, "", true).unsupported())
                    .as(name)
                    .isEmpty();
            assertThat(new GivenSetting(name, below.replace('-', '_').replace('.', '_'), "", true).unsupported())
                    .as(name)
                    .isEmpty();
        }
    }

    private static boolean isShipped(Class<?> type) {
        return type.getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .equals(Gatehouse.class.getProtectionDomain().getCodeSource().getLocation());
    }

    private static SortedSet<String> settings() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        var types = new ArrayList<Class<?>>();
        for (var found : scan.findCandidateComponents("io.gatehouse")) {
            var type = org.springframework.util.ClassUtils.resolveClassName(
                    String.valueOf(found.getBeanClassName()), null);
            if (isShipped(type)) {
                assertThat(type.isRecord()).as("%s is a record", type).isTrue();
                types.add(type);
            }
        }
        var names = SettingNames.of(types).all();
        names.removeIf(name -> name.endsWith(".*") && !name.contains(".*."));
        return names;
    }
}
