package io.gatehouse.audit;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** Keeps the months ahead: at every start, and each night while running. Commands leave it to the gateway. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class PartitionUpkeep {
    private final LoginEventPartitions partitions;

    PartitionUpkeep(LoginEventPartitions partitions) {
        this.partitions = partitions;
    }

    @EventListener(ApplicationReadyEvent.class)
    void atStart() {
        partitions.makeAhead();
    }

    @Bean
    RecurringTask<Void> loginEventPartitionsTask() {
        return Tasks.recurring("login-event-partitions", Schedules.daily(LocalTime.of(2, 0)))
                .execute((_, _) -> partitions.makeAhead());
    }
}
