package io.gatehouse.mail;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.serializer.JacksonSerializer;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.gatehouse.keys.Randomness;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;

/**
 * Letters that wait for the gateway's background work. A client of its own, so that commands, which run none of that work,
 * queue letters too; it writes task data as the gateway's scheduler reads it: as JSON.
 */
@Lazy
@Component
class MailQueue {
    private final SchedulerClient scheduler;
    private final SealedLetters sealed;
    private final Randomness randomness;
    private final Clock clock;

    MailQueue(
            DataSource database,
            OneTimeTask<SealedLetter> task,
            SealedLetters sealed,
            Randomness randomness,
            Clock clock) {
        this.scheduler = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(database), task)
                .serializer(new JacksonSerializer())
                .build();
        this.sealed = sealed;
        this.randomness = randomness;
        this.clock = clock;
    }

    void add(Letter letter) {
        var id = randomness.uuid();
        scheduler.schedule(MailTask.NAME
                .instance(id.toString())
                .data(sealed.seal(id, letter))
                .scheduledTo(clock.instant()));
    }
}
