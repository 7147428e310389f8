package io.gatehouse.idpconfig.settings;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.EventDraft;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.Origin;
import io.gatehouse.idpconfig.names.UnsupportedSetting;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Printable;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Refuses to start with a setting that means an IP allowlist, and leaves the login event of it. */
@Component
@Lazy(false)
final class AllowlistGate implements InitializingBean {
    private static final Logger log = LoggerFactory.getLogger(AllowlistGate.class);
    private static final int LONGEST = 200;

    private final ConfigurableEnvironment environment;
    private final Consumer<EventDraft> events;

    @Autowired
    AllowlistGate(
            ConfigurableEnvironment environment,
            ObjectProvider<LoginEvents> events,
            ObjectProvider<TransactionTemplate> transactions) {
        // Asked for only when needed: the first use of the database waits for its migrations.
        this(environment, draft -> {
            var loginEvents = events.getObject();
            transactions.getObject().executeWithoutResult(_ -> loginEvents.append(draft));
        });
    }

    AllowlistGate(ConfigurableEnvironment environment, Consumer<EventDraft> events) {
        this.environment = environment;
        this.events = events;
    }

    @Override
    public void afterPropertiesSet() {
        var refused = GivenSettings.in(environment).stream()
                .filter(setting -> setting.unsupported().isPresent())
                .toList();
        if (refused.isEmpty()) {
            return;
        }
        var setting = refused.getFirst().unsupported().orElseThrow();
        var places = refused.stream().map(AllowlistGate::line).distinct().toList();
        record(setting, places);
        throw new SettingsRefused(
                setting.reason(), places, "Remove them. " + setting.why() + " Instead, " + setting.alternative() + ".");
    }

    private void record(UnsupportedSetting setting, List<String> places) {
        var evidence = Evidence.of("places", places).and("alternative", setting.alternative());
        var context = new EventContext(Subject.NOBODY, Origin.INTERNAL);
        try {
            events.accept(context.failure(Type.CONFIGURATION, setting.reason().because(evidence))
                    .by("start-up"));
        } catch (RuntimeException e) {
            log.error(
                    "{}: {} (no login event could be written: {})",
                    setting.reason().code(),
                    places,
                    e.toString());
        }
    }

    private static String line(GivenSetting setting) {
        var name = Printable.of(setting.name(), LONGEST);
        return setting.place().contains(setting.name())
                ? Printable.of(setting.place(), LONGEST)
                : setting.place() + " " + name;
    }
}
