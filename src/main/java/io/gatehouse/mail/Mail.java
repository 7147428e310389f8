package io.gatehouse.mail;

import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Service;

/** The way letters leave: queued in the current transaction, so that what rolls back is never announced. */
@Service
public class Mail {
    private final ObjectProvider<JavaMailSender> sender;
    private final ObjectProvider<MailQueue> queue;
    private final MessageSource texts;

    Mail(ObjectProvider<JavaMailSender> sender, ObjectProvider<MailQueue> queue, MessageSource texts) {
        this.sender = sender;
        this.queue = queue;
        this.texts = texts;
    }

    /** Queues one of the letters of {@code mail.properties}, filled with these words. */
    public Posting send(String to, String letter, String... words) {
        return send(new Letter(to, text(letter, "subject", words), text(letter, "text", words)));
    }

    private String text(String letter, String part, String... words) {
        return texts.getMessage("letter." + letter + "." + part, words, Locale.ENGLISH);
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
