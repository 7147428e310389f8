package io.gatehouse.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * The application for one command: its settings, database and stores, without web, scheduler and start-up work, and with
 * each bean made only when asked for. Standard output belongs to the command, so its log goes to standard error.
 */
final class CommandContext {
    /** The profile of commands: what is to happen in the gateway only is {@code @Profile("!command")}. */
    static final String PROFILE = "command";

    private static final String URL = "spring.datasource.url";

    private final Class<?> application;
    private final List<String> settings;

    CommandContext(Class<?> application, List<String> settings) {
        this.application = application;
        this.settings = List.copyOf(settings);
    }

    /** Spring could not start, and has said why. */
    static final class NotStarted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotStarted(Throwable cause) {
            super(cause);
        }
    }

    /** Starts the application, does this with it and stops it. */
    <T> T with(Function<ApplicationContext, T> work) {
        return with(spring(), List.of(), work);
    }

    /** The same for what only reads: nothing is migrated, and no database is made where there is none. */
    <T> T reading(Function<ApplicationContext, T> work) {
        var spring = spring();
        spring.addInitializers(CommandContext::onlyWhatIsThere);
        return with(spring, List.of("--spring.flyway.enabled=false"), work);
    }

    private <T> T with(SpringApplication spring, List<String> more, Function<ApplicationContext, T> work) {
        var args = new ArrayList<>(
                List.of("--logging.config=classpath:logback-command.xml", "--db-scheduler.enabled=false"));
        args.addAll(settings);
        args.addAll(more);
        try (var context = start(spring, args)) {
            return work.apply(context);
        }
    }

    private SpringApplication spring() {
        var spring = new SpringApplication(application);
        spring.setWebApplicationType(WebApplicationType.NONE);
        spring.setAdditionalProfiles(PROFILE);
        spring.setLazyInitialization(true);
        spring.setLogStartupInfo(false);
        spring.setRegisterShutdownHook(false);
        return spring;
    }

    private static void onlyWhatIsThere(ConfigurableApplicationContext context) {
        var url = context.getEnvironment().getProperty(URL);
        if (url != null && url.startsWith("jdbc:h2:")) {
            var source = new MapPropertySource("reading", Map.of(URL, url + ";IFEXISTS=TRUE"));
            context.getEnvironment().getPropertySources().addFirst(source);
        }
    }

    private static ConfigurableApplicationContext start(SpringApplication spring, List<String> args) {
        try {
            return spring.run(args.toArray(String[]::new));
        } catch (RuntimeException e) {
            throw new NotStarted(e);
        }
    }
}
