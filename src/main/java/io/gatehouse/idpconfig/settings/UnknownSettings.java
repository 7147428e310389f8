package io.gatehouse.idpconfig.settings;

import io.gatehouse.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** Stops the start at a setting that nothing reads, before anything is made: a slip must not look like a setting. */
@Component
final class UnknownSettings implements BeanFactoryPostProcessor, EnvironmentAware, PriorityOrdered {
    private List<GivenSetting> given = List.of();

    // It works before constructors can be given anything.
    @Override
    public void setEnvironment(Environment environment) {
        given = GivenSettings.in((ConfigurableEnvironment) environment);
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        // An allowlist is refused after the migrations, with an event (AllowlistGate); that report goes before this
        // one.
        if (given.stream().anyMatch(setting -> setting.unsupported().isPresent())) {
            return;
        }
        var names = SettingNames.of(types(beans));
        var variables =
                VariableNames.of(given.stream().filter(GivenSetting::variable).toList(), names);
        var unknown = given.stream()
                .filter(setting -> !setting.ofKubernetes())
                .filter(setting -> !(setting.variable() ? variables.read(setting) : names.knows(setting)))
                .map(setting -> line(setting, names))
                .toList();
        if (!unknown.isEmpty()) {
            throw new SettingsRefused(
                    Reason.CONFIGURATION_INVALID,
                    unknown,
                    "Correct or remove them; docs/reference/configuration.md lists every setting.");
        }
    }

    private static String line(GivenSetting setting, SettingNames names) {
        var place = setting.variable() ? setting.place() : setting.place() + " " + setting.name();
        return place + ": no such setting; the nearest is " + names.nearest(setting);
    }

    private static List<Class<?>> types(ConfigurableListableBeanFactory beans) {
        var types = new ArrayList<Class<?>>();
        for (var name : beans.getBeanDefinitionNames()) {
            var type = beans.getBeanDefinition(name).getBeanClassName();
            if (type != null && type.startsWith("io.gatehouse.")) {
                types.add(ClassUtils.resolveClassName(type, beans.getBeanClassLoader()));
            }
        }
        return types;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
