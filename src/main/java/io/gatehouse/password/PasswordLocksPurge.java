package io.gatehouse.password;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets wrong passwords of long ago: whoever types addresses that nobody has must not fill the table. */
@Configuration(proxyBeanMethods = false)
class PasswordLocksPurge {
    @Bean
    RecurringTask<Void> purgePasswordLocks(PasswordLocks locks, Clock clock) {
        return Tasks.recurring("purge-password-locks", FixedDelay.ofHours(1))
                .execute((_, _) -> locks.purge(clock.instant()));
    }
}
