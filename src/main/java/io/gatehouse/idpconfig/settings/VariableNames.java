package io.gatehouse.idpconfig.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * What Spring reads from environment variables of these names. It is asked itself, for its rules are narrower than they look:
 * dashes are all left out or all underscores, underscores stand between keys and nowhere else, and an item of a list is
 * counted from 0.
 */
final class VariableNames {
    private static final Pattern INDEX = Pattern.compile("(?<=_)(0|[1-9]\\d{0,8})(?=_|$)");
    private static final Pattern LATER_ITEM = Pattern.compile("\\[([1-9]\\d*)]");

    private final SettingNames names;
    private final Set<String> meant;

    private VariableNames(SettingNames names, Set<String> meant) {
        this.names = names;
        this.meant = meant;
    }

    /** Of these variables together, as far as they mean one of these settings. */
    static VariableNames of(List<GivenSetting> variables, SettingNames names) {
        var meant = variables.stream()
                .flatMap(variable -> meaning(variable, names).stream())
                .collect(Collectors.toSet());
        return new VariableNames(names, meant);
    }

    /** Whether Spring reads this one of them: it means a setting, and if that is an item of a list, the one before it is there. */
    boolean read(GivenSetting variable) {
        return meaning(variable, names)
                .filter(name -> itemBefore(name).map(meant::contains).orElse(true))
                .isPresent();
    }

    private static Optional<String> meaning(GivenSetting variable, SettingNames names) {
        var environment = new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(variable.name(), ""));
        var source = Objects.requireNonNull(ConfigurationPropertySource.from(environment));
        var indexes =
                INDEX.matcher(variable.name()).results().map(MatchResult::group).toList();
        return names.all().stream()
                .flatMap(name -> counted(name, indexes))
                .filter(name -> source.getConfigurationProperty(ConfigurationPropertyName.of(name)) != null)
                .findFirst();
    }

    private static Stream<String> counted(String name, List<String> indexes) {
        return name.contains(".*")
                ? indexes.stream().flatMap(index -> counted(name.replaceFirst("\\.\\*", "[" + index + "]"), indexes))
                : Stream.of(name);
    }

    private static Optional<String> itemBefore(String name) {
        var index = LATER_ITEM.matcher(name);
        return index.find()
                ? Optional.of(index.replaceFirst("[" + (Integer.parseInt(index.group(1)) - 1) + "]"))
                : Optional.empty();
    }

    /** The variable that a setting is usually given by; of a list, the one of its first item. */
    static String written(String name) {
        return name.replace("-", "").replace(".*", "_0").replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
