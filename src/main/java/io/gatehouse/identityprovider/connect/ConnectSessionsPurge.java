package io.gatehouse.identityprovider.connect;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the table of these sessions as short as a day after they end. */
@Configuration(proxyBeanMethods = false)
class ConnectSessionsPurge {
    @Bean
    RecurringTask<Void> purgeConnectSessions(ConnectSessions sessions) {
        return Tasks.recurring("purge-connect-sessions", FixedDelay.ofHours(1)).execute((_, _) -> sessions.purge());
    }
}
