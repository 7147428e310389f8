package io.gatehouse.mail;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.gatehouse.keys.TestKeys;
import java.time.Clock;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSender;

/** Mail for tests of every package. */
public final class TestMail {
    private TestMail() {}

    /** Mail as it is with no mail server set. */
    public static Mail notConfigured() {
        return of(new StaticListableBeanFactory(), Clock.systemUTC());
    }

    static Mail of(StaticListableBeanFactory beans, Clock clock) {
        return new Mail(
                beans.getBeanProvider(JavaMailSender.class),
                beans.getBeanProvider(SchedulerClient.class),
                new SealedLetters(TestKeys.keys()),
                TestKeys.randomness(clock),
                clock);
    }
}
