package io.gatehouse.idpconfig.settings;

import io.gatehouse.idpconfig.names.NearestName;
import io.gatehouse.idpconfig.names.UnsupportedSetting;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ReflectionUtils;

/**
 * The names of all settings under {@code gatehouse}, taken from the records they are bound to. {@code *} stands for the
 * index of a list.
 */
final class SettingNames {
    private static final String PREFIX = "gatehouse";
    private static final String INDEX = "*";

    private final SortedSet<String> names = new TreeSet<>();

    /** Of these types; those bound to anything else than {@code gatehouse} are left out. */
    static SettingNames of(Collection<? extends Class<?>> types) {
        var all = new SettingNames();
        for (var type : types) {
            var bound = MergedAnnotations.from(type).get(ConfigurationProperties.class);
            if (bound.isPresent()) {
                all.addRecord(bound.getString("prefix"), type);
            }
        }
        return all;
    }

    private void addRecord(String prefix, Class<?> type) {
        if (!type.isRecord() || !(prefix.equals(PREFIX) || prefix.startsWith(PREFIX + "."))) {
            return;
        }
        for (var component : type.getRecordComponents()) {
            add(prefix + "." + name(component), component.getGenericType());
        }
    }

    private void add(String name, Type type) {
        switch (type) {
            case Class<?> c when c.isRecord() -> addRecord(name, c);
            case Class<?> c when c.isArray() -> addItems(name, c.getComponentType());
            case ParameterizedType p
            when p.getRawType() instanceof Class<?> raw && Collection.class.isAssignableFrom(raw) ->
                addItems(name, p.getActualTypeArguments()[0]);
            default -> names.add(name);
        }
    }

    private void addItems(String name, Type item) {
        names.add(name);
        add(name + "." + INDEX, item);
    }

    private static String name(RecordComponent component) {
        // The annotation is not one of record components; the field of the same name bears it.
        var field = ReflectionUtils.findField(component.getDeclaringRecord(), component.getName());
        var name = MergedAnnotations.from(Objects.requireNonNull(field)).get(Name.class);
        return name.isPresent()
                ? name.getString("value")
                : component.getName().replaceAll("(?<=[a-z0-9])([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** All, sorted. */
    SortedSet<String> all() {
        return names;
    }

    /** Whether a given property is one of them. */
    boolean knows(GivenSetting property) {
        return names.stream().anyMatch(name -> matches(segments(name), property.segments()));
    }

    /** The nearest, written as the given one is. */
    String nearest(GivenSetting given) {
        return given.variable()
                ? NearestName.to(
                                given.name(),
                                names.stream().map(VariableNames::written).toList())
                        .orElse(PREFIX)
                : NearestName.to(PREFIX + "." + given.below(), names).orElse(PREFIX);
    }

    private static List<String> segments(String name) {
        return List.of(name.substring(PREFIX.length() + 1).split("\\."));
    }

    private static boolean matches(List<String> name, List<String> given) {
        return name.size() == given.size()
                && Stream.iterate(0, i -> i + 1)
                        .limit(name.size())
                        .allMatch(i -> name.get(i).equals(INDEX)
                                || UnsupportedSetting.plain(name.get(i))
                                        .equals(UnsupportedSetting.plain(given.get(i))));
    }
}
