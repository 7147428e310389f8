package io.gatehouse.mail;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.mail.javamail.JavaMailSender;

/** Mail for tests of every package. */
public final class TestMail {
    private TestMail() {}

    /** Mail as it is with no mail server set. */
    public static Mail notConfigured() {
        return of(new StaticListableBeanFactory());
    }

    static Mail of(StaticListableBeanFactory beans) {
        var texts = new ResourceBundleMessageSource();
        texts.setBasename("mail");
        texts.setDefaultEncoding("UTF-8");
        return new Mail(beans.getBeanProvider(JavaMailSender.class), beans.getBeanProvider(MailQueue.class), texts);
    }
}
