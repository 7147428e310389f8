package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionTemplate;

class BackgroundWorkTests {
    private static final BlockingQueue<String> DONE = new LinkedBlockingQueue<>();

    record Letter(String to, Instant at) {}

    @Configuration(proxyBeanMethods = false)
    static class Work {
        @Bean
        OneTimeTask<Letter> letters() {
            return Tasks.oneTime("letters", Letter.class)
                    .execute((letter, _) -> DONE.add(letter.getData().to()));
        }

        @Bean
        RecurringTask<Void> ticks() {
            return Tasks.recurring("ticks", FixedDelay.ofMillis(100)).execute((_, _) -> DONE.add("tick"));
        }
    }

    @OnBothDatabases
    void runsWhatIsQueuedInTheTransactionThatCausesIt(TestDatabase db) {
        on(db).withPropertyValues("db-scheduler.polling-interval=100ms").run(context -> {
            DONE.clear();
            var client = context.getBean(SchedulerClient.class);
            var transactions =
                    new TransactionTemplate(new DataSourceTransactionManager(context.getBean(DataSource.class)));
            @SuppressWarnings("unchecked")
            var letters = (OneTimeTask<Letter>) context.getBean("letters");
            var at = Instant.parse("2026-03-02T08:00:00Z");
            transactions.executeWithoutResult(tx -> {
                client.schedule(
                        letters.instance(UUID.randomUUID().toString(), new Letter("nobody", at)), Instant.now());
                tx.setRollbackOnly();
            });
            db.transactions()
                    .executeWithoutResult(_ -> client.schedule(
                            letters.instance(UUID.randomUUID().toString(), new Letter("alice", at)), Instant.now()));
            assertThat(nextBesides("tick")).isEqualTo("alice");
            assertThat(DONE.poll(5, TimeUnit.SECONDS)).isEqualTo("tick");
            assertThat(DONE).doesNotContain("nobody");
        });
    }

    @OnBothDatabases
    void keepsWhatATaskIsAboutAsJson(TestDatabase db) {
        on(db).withPropertyValues("db-scheduler.polling-interval=1h").run(context -> {
            @SuppressWarnings("unchecked")
            var letters = (OneTimeTask<Letter>) context.getBean("letters");
            var id = UUID.randomUUID().toString();
            context.getBean(SchedulerClient.class)
                    .schedule(
                            letters.instance(id, new Letter("bob", Instant.EPOCH)),
                            Instant.now().plus(Duration.ofDays(1)));
            var kept = db.jdbc()
                    .sql("select task_data from scheduled_tasks where task_instance = :id")
                    .param("id", id)
                    .query(byte[].class)
                    .single();
            assertThat(new String(kept, StandardCharsets.UTF_8)).startsWith("{").contains("\"to\":\"bob\"");
        });
    }

    @Test
    void canBeSwitchedOff() {
        on(TestDatabase.H2)
                .withPropertyValues("db-scheduler.enabled=false")
                .run(context ->
                        assertThat(context).doesNotHaveBean(Scheduler.class).hasBean("letters"));
    }

    private static ApplicationContextRunner on(TestDatabase db) {
        db.jdbc().sql("delete from scheduled_tasks").update();
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(DbSchedulerAutoConfiguration.class))
                .withUserConfiguration(BackgroundWork.class, Work.class)
                .withBean(DataSource.class, () -> new DelegatingDataSource(db.dataSource()));
    }

    private static String nextBesides(String tick) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            var next = DONE.poll(10, TimeUnit.SECONDS);
            if (!tick.equals(next)) {
                return next;
            }
        }
        return tick;
    }
}
