package io.gatehouse.account.session;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the table of sessions as short as a day after they end. */
@Configuration(proxyBeanMethods = false)
class SessionsPurge {
    @Bean
    RecurringTask<Void> purgeConsoleSessions(ConsoleSessions sessions) {
        return Tasks.recurring("purge-console-sessions", FixedDelay.ofHours(1)).execute((_, _) -> sessions.purge());
    }
}
