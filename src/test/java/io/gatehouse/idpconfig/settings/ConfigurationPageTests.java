package io.gatehouse.idpconfig.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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

    private static SortedSet<String> settings() {
        var names = new TreeSet<>(SettingNames.of(ShippedSettings.types()).all());
        names.removeIf(name -> name.endsWith(".*") && !name.contains(".*."));
        return names;
    }
}
