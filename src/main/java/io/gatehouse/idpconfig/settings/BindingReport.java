package io.gatehouse.idpconfig.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Tells of a setting whose value can't be read. Unlike Spring Boot's own report it shows no value, which may be a key. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BindingReport extends AbstractFailureAnalyzer<BindException> {
    private static final ConfigurationPropertyName GATEHOUSE = ConfigurationPropertyName.of("gatehouse");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, BindException failure) {
        if (!GATEHOUSE.equals(failure.getName()) && !GATEHOUSE.isAncestorOf(failure.getName())) {
            return null;
        }
        var property = failure.getProperty();
        var name = property == null ? failure.getName() : property.getName();
        var place = property == null
                ? ""
                : GivenSettings.place(property.getOrigin()).orElse(String.valueOf(property.getOrigin()));
        return new FailureAnalysis(
                "configuration-invalid: the value of " + name + " can't be read.\n\n    " + place + " " + name
                        + wanted(failure) + why(failure),
                "Mend the value; docs/reference/configuration.md lists every setting.",
                failure);
    }

    private static String wanted(BindException failure) {
        var type = failure.getTarget().getType().resolve(Object.class);
        var constants = type.getEnumConstants();
        if (constants == null) {
            return ": not a " + type.getSimpleName();
        }
        return ": choose one of "
                + Arrays.stream(constants)
                        .map(c -> String.valueOf(c).toLowerCase(Locale.ROOT).replace('_', '-'))
                        .collect(Collectors.joining(", "));
    }

    // What our own records say of a value; their messages name the setting and never the value.
    private static String why(BindException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException
                    && cause.getStackTrace().length > 0
                    && cause.getStackTrace()[0].getClassName().startsWith("io.gatehouse.")) {
                return " (" + cause.getMessage() + ")";
            }
        }
        return "";
    }
}
