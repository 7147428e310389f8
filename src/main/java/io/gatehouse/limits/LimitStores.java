package io.gatehouse.limits;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/** Where buckets are: in PostgreSQL for all nodes; on H2, which has one process, in its memory. */
@Configuration(proxyBeanMethods = false)
class LimitStores {
    @Bean
    Buckets buckets(DataSource dataSource, Clock clock) throws MetaDataAccessException {
        var product = JdbcUtils.extractDatabaseMetaData(dataSource, data -> data.getDatabaseProductName());
        return "PostgreSQL".equals(product) ? new SharedBuckets(dataSource, clock) : new LocalBuckets(clock);
    }

    @Bean
    RecurringTask<Void> purgeLimits(Buckets buckets) {
        return Tasks.recurring("purge-limits", FixedDelay.ofMinutes(10)).execute((_, _) -> {
            if (buckets instanceof SharedBuckets shared) {
                shared.purge();
            }
        });
    }
}
