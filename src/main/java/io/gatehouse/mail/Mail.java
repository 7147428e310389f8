package io.gatehouse.mail;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.gatehouse.keys.Randomness;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Service;

/** The way letters leave: queued in the current transaction, so that what rolls back is never announced. */
@Service
public class Mail {
    private final ObjectProvider<JavaMailSender> sender;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final SealedLetters sealed;
    private final Randomness randomness;
    private final Clock clock;

    Mail(
            ObjectProvider<JavaMailSender> sender,
            ObjectProvider<SchedulerClient> scheduler,
            SealedLetters sealed,
            Randomness randomness,
            Clock clock) {
        this.sender = sender;
        this.scheduler = scheduler;
        this.sealed = sealed;
        this.randomness = randomness;
        this.clock = clock;
    }

    /** Queues a letter in the current transaction, where mail is set up ({@code spring.mail.host}). */
    public Posting send(Letter letter) {
        if (sender.getIfAvailable() == null) {
            return new Posting.NotConfigured();
        }
        var id = randomness.uuid();
        scheduler
                .getObject()
                .schedule(MailTask.NAME
                        .instance(id.toString())
                        .data(sealed.seal(id, letter))
                        .scheduledTo(clock.instant()));
        return new Posting.Queued();
    }

    /** What came of it. */
    public sealed interface Posting {
        /** It leaves as soon as this transaction has committed, and is tried again for most of a day if the server is away. */
        record Queued() implements Posting {}

        /** No mail here: whoever asked shows the letter's link to the person in front of them. */
        record NotConfigured() implements Posting {}
    }
}
