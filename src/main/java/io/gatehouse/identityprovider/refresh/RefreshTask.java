package io.gatehouse.identityprovider.refresh;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.gatehouse.identityprovider.refresh.RefreshStatus.State;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Refreshes what is due, on one node at a time. Hosts that let one wait hold up a thread of the scheduler's and a few virtual
 * ones, never its other tasks.
 */
@Configuration(proxyBeanMethods = false)
class RefreshTask {
    private static final Logger log = LoggerFactory.getLogger(RefreshTask.class);
    private static final int AT_ONCE = 16;
    private static final int MOST = 500;

    @Bean
    RecurringTask<Void> metadataRefreshTask(SourceRows rows, MetadataRefresh refresh, Clock clock) {
        return Tasks.recurring("metadata-refresh", FixedDelay.ofSeconds(10))
                .execute((_, _) -> run(rows, refresh, clock));
    }

    @Bean
    MeterBinder metadataRefreshMeters(SourceRows rows) {
        return registry -> {
            gauge(registry, rows, State.FAILING);
            gauge(registry, rows, State.HELD);
        };
    }

    static void run(SourceRows rows, MetadataRefresh refresh, Clock clock) {
        var places = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var source : rows.due(clock.instant(), MOST)) {
                places.acquire();
                threads.execute(() -> {
                    try {
                        refresh.refresh(source);
                    } catch (RuntimeException e) {
                        // One connection's trouble is no other's; the claim ends and it is tried again.
                        log.error("The metadata of {} could not be refreshed.", source.id(), e);
                    } finally {
                        places.release();
                    }
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void gauge(MeterRegistry registry, SourceRows rows, State state) {
        Gauge.builder("gatehouse.identityprovider.refresh", () -> rows.count(state))
                .description("connections whose metadata refresh is in this state")
                .tag("state", state.code())
                .register(registry);
    }
}
