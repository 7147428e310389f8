package io.gatehouse.mail;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Service;

/** The way letters leave: queued in the current transaction, so that what rolls back is never announced. */
@Service
public class Mail {
    private final ObjectProvider<JavaMailSender> sender;
    private final ObjectProvider<MailQueue> queue;

    Mail(ObjectProvider<JavaMailSender> sender, ObjectProvider<MailQueue> queue) {
        this.sender = sender;
        this.queue = queue;
    }

    /** Queues a letter in the current transaction, where mail is set up ({@code spring.mail.host}). */
    public Posting send(Letter letter) {
        if (sender.getIfAvailable() == null) {
            return new Posting.NotConfigured();
        }
        queue.getObject().add(letter);
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
