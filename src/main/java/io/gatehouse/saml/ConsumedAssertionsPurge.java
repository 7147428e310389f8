package io.gatehouse.saml;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps what was consumed as short as the time in which one could be replayed. */
@Configuration(proxyBeanMethods = false)
class ConsumedAssertionsPurge {
    @Bean
    RecurringTask<Void> purgeConsumedAssertions(ConsumedAssertions assertions, ConsumedLogouts logouts) {
        return Tasks.recurring("purge-consumed-assertions", FixedDelay.ofHours(1))
                .execute((_, _) -> {
                    assertions.purge();
                    logouts.purge();
                });
    }
}
