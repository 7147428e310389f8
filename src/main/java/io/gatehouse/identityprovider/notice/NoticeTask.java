package io.gatehouse.identityprovider.notice;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.gatehouse.identityprovider.notice.Deadline.Kind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks every hour what is about to end, on one node at a time; every node counts it for whoever scrapes. */
@Configuration(proxyBeanMethods = false)
class NoticeTask {
    private static final List<Integer> WITHIN = List.of(0, 1, 7, 30, 90);

    @Bean
    RecurringTask<Void> expiryNoticesTask(ExpiryNotices notices) {
        return Tasks.recurring("expiry-notices", FixedDelay.of(Duration.ofHours(1)))
                .execute((_, _) -> notices.tell());
    }

    @Bean
    MeterBinder expiryMeters(Deadlines deadlines, Clock clock) {
        return registry -> {
            for (var kind : Kind.values()) {
                for (int days : WITHIN) {
                    Gauge.builder(
                                    "gatehouse.identityprovider.ending",
                                    () -> deadlines.endingBy(
                                            kind, clock.instant().plus(Duration.ofDays(days))))
                            .description("what of serving connections has ended, or ends within so many days")
                            .tag("kind", kind.code())
                            .tag("within", days + "d")
                            .register(registry);
                }
            }
        };
    }
}
