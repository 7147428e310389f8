package io.gatehouse.mail;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.gatehouse.keys.BaseUrl;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;

/** The background task that hands one letter to the mail server. */
@Configuration(proxyBeanMethods = false)
class MailTask {
    static final TaskDescriptor<SealedLetter> NAME = TaskDescriptor.of("mail", SealedLetter.class);

    // 1, 2, 4 … minutes: eleven tries reach over 17 hours of a mail server's absence.
    private static final int TRIES = 11;

    @Bean
    OneTimeTask<SealedLetter> letterTask(
            ObjectProvider<JavaMailSender> sender, SealedLetters letters, MailProperties properties, BaseUrl baseUrl) {
        return Tasks.oneTime(NAME)
                .onFailure(new FailureHandler.MaxRetriesFailureHandler<>(
                        TRIES, new FailureHandler.ExponentialBackoffFailureHandler<>(Duration.ofMinutes(1), 2)))
                .execute((instance, _) -> {
                    var letter = letters.open(instance.getData());
                    var message = new SimpleMailMessage();
                    message.setFrom(properties.sender(baseUrl));
                    message.setTo(letter.to());
                    message.setSubject(letter.subject());
                    message.setText(letter.text());
                    sender.getObject().send(message);
                });
    }
}
