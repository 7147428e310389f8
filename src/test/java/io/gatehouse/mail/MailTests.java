package io.gatehouse.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.serializer.JacksonSerializer;
import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.gatehouse.keys.BaseUrl;
import io.gatehouse.keys.TestKeys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

class MailTests {
    @RegisterExtension
    static final GreenMailExtension POST = new GreenMailExtension(ServerSetupTest.SMTP.dynamicPort());

    private static final BaseUrl GATE = new BaseUrl(URI.create("https://gate.example"));
    private static final Letter LETTER =
            new Letter("ada@northwind.example", "Your invitation", "https://gate.example/invitation/secret-token");

    private final DataSource database = database();
    private final StaticListableBeanFactory beans = new StaticListableBeanFactory();
    private final Mail mail = TestMail.of(beans);

    @Test
    void saysThatItIsNotConfigured() {
        assertThat(mail.send(LETTER)).isEqualTo(new Mail.Posting.NotConfigured());
    }

    @Test
    void sendsALetterInTheBackground() throws Exception {
        var scheduler = scheduler();
        assertThat(mail.send(LETTER)).isEqualTo(new Mail.Posting.Queued());
        scheduler.start();
        try {
            assertThat(POST.waitForIncomingEmail(10_000, 1)).isTrue();
        } finally {
            scheduler.stop();
        }
        var received = POST.getReceivedMessages()[0];
        assertThat(received.getSubject()).isEqualTo("Your invitation");
        assertThat(received.getFrom()[0]).hasToString("no-reply@gate.example");
        assertThat(received.getAllRecipients()[0]).hasToString("ada@northwind.example");
        assertThat(GreenMailUtil.getBody(received)).contains("/invitation/secret-token");
    }

    @Test
    void keepsQueuedLettersSealed() {
        var _ = scheduler();
        mail.send(LETTER);
        var data = JdbcClient.create(database)
                .sql("select task_data from scheduled_tasks")
                .query((row, _) -> row.getBytes(1))
                .single();
        assertThat(new String(data, StandardCharsets.ISO_8859_1))
                .startsWith("{")
                .doesNotContain("secret-token")
                .doesNotContain("ada@");
    }

    @Test
    void queuesNothingThatIsRolledBack() {
        var _ = scheduler();
        new TransactionTemplate(new DataSourceTransactionManager(database)).executeWithoutResult(transaction -> {
            mail.send(LETTER);
            transaction.setRollbackOnly();
        });
        assertThat(JdbcClient.create(database)
                        .sql("select count(*) from scheduled_tasks")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void refusesALineBreakInAHeaderField() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Letter("ada@northwind.example\r\nBcc: eve@evil.example", "Hi", ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Letter("ada@northwind.example", "Hi\nBcc: eve@evil.example", ""));
    }

    @Test
    void isFromWhomTheSettingSays() {
        assertThat(new MailProperties("gate@vendor.example").sender(GATE)).isEqualTo("gate@vendor.example");
        assertThat(new MailProperties(null).sender(GATE)).isEqualTo("no-reply@gate.example");
    }

    private Scheduler scheduler() {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(POST.getSmtp().getPort());
        beans.addBean("sender", sender);
        var task = new MailTask()
                .letterTask(
                        beans.getBeanProvider(JavaMailSender.class),
                        new SealedLetters(TestKeys.keys()),
                        new MailProperties((@Nullable String) null),
                        GATE);
        var scheduler = Scheduler.create(new TransactionAwareDataSourceProxy(database), task)
                .serializer(new JacksonSerializer())
                .pollingInterval(Duration.ofMillis(100))
                .threads(1)
                .build();
        beans.addBean(
                "queue",
                new MailQueue(
                        database,
                        task,
                        new SealedLetters(TestKeys.keys()),
                        TestKeys.randomness(Clock.systemUTC()),
                        Clock.systemUTC()));
        return scheduler;
    }

    private static DataSource database() {
        var database = new DriverManagerDataSource(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
                "sa",
                "");
        JdbcClient.create(database).sql("""
                        create table scheduled_tasks (
                            task_name varchar(100) not null,
                            task_instance varchar(100) not null,
                            task_data bytea,
                            execution_time timestamp with time zone not null,
                            picked boolean not null,
                            picked_by varchar(200),
                            last_success timestamp with time zone,
                            last_failure timestamp with time zone,
                            consecutive_failures int,
                            last_heartbeat timestamp with time zone,
                            version bigint not null,
                            priority smallint,
                            primary key (task_name, task_instance))""").update();
        return database;
    }
}
