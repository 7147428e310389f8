package io.gatehouse.api.call;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets answers that nobody asks for again. */
@Configuration(proxyBeanMethods = false)
class KeptAnswersPurge {
    @Bean
    RecurringTask<Void> purgeKeptAnswers(KeptAnswers answers, Clock clock) {
        return Tasks.recurring("purge-kept-answers", FixedDelay.ofHours(1))
                .execute((_, _) -> answers.purge(clock.instant().minus(Answers.KEPT)));
    }
}
