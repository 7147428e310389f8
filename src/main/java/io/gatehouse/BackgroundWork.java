package io.gatehouse;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.serializer.JacksonSerializer;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Background work: every package's tasks, run by db-scheduler, queued in the transaction that causes them. */
@Configuration(proxyBeanMethods = false)
class BackgroundWork {
    @Bean
    DbSchedulerCustomizer dbSchedulerCustomizer() {
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<Serializer> serializer() {
                // JSON: whoever can write the table must not get to choose which classes come alive here.
                return Optional.of(new JacksonSerializer());
            }
        };
    }
}
