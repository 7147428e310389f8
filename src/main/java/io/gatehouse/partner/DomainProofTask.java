package io.gatehouse.partner;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks for the records of domains that are only claimed, on one node at a time. */
@Configuration(proxyBeanMethods = false)
class DomainProofTask {
    @Bean
    RecurringTask<Void> domainProofsTask(DomainProofs proofs) {
        return Tasks.recurring("domain-proofs", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((_, _) -> proofs.checkAll());
    }
}
