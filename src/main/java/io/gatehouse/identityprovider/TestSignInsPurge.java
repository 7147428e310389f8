package io.gatehouse.identityprovider;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps what test sign-ins found no longer than it is of use. */
@Configuration(proxyBeanMethods = false)
class TestSignInsPurge {
    @Bean
    RecurringTask<Void> purgeTestSignIns(TestSignIns tests) {
        return Tasks.recurring("purge-test-sign-ins", FixedDelay.of(Duration.ofDays(1)))
                .execute((_, _) -> tests.purge());
    }
}
