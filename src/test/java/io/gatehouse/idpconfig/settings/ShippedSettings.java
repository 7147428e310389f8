package io.gatehouse.idpconfig.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Gatehouse;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** The records that the shipped classes bind settings to. */
final class ShippedSettings {
    private ShippedSettings() {}

    static List<? extends Class<?>> types() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        var types = scan.findCandidateComponents("io.gatehouse").stream()
                .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .filter(ShippedSettings::isShipped)
                .toList();
        assertThat(types).isNotEmpty().allMatch(Class::isRecord);
        return types;
    }

    private static boolean isShipped(Class<?> type) {
        return type.getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .equals(Gatehouse.class.getProtectionDomain().getCodeSource().getLocation());
    }
}
