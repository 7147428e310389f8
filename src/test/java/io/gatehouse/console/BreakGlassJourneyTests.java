package io.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.gatehouse.account.Accounts;
import io.gatehouse.account.role.Appointment;
import io.gatehouse.account.role.Role;
import io.gatehouse.audit.EventFilter;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestOperator;
import io.gatehouse.testing.TestPortal;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The use of the account for when nothing else works is heard everywhere, whichever door it came in by. */
@SuppressWarnings("NullAway") // what is null here fails the test by itself
class BreakGlassJourneyTests {
    @RegisterExtension
    static final GreenMailExtension POST = new GreenMailExtension(ServerSetupTest.SMTP.dynamicPort());

    private static final String SUBJECT = "Break-glass administrator signed in";
    private static final String EMAIL = "glass@vendor.example";

    // Letters leave by the real time, which must have come.
    private final TestClock clock =
            new TestClock(Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS));
    private TestPortal portal;
    private Gateway gateway;
    private TestOperator glass;

    @BeforeEach
    void start() {
        portal = TestPortal.start();
        var prepared = Gateway.prepared()
                .clock(clock)
                .with("gatehouse.password.memory", "8MB")
                .with("gatehouse.password.iterations", "1")
                .with("gatehouse.identityprovider.notices.to", "security@vendor.example")
                .with("spring.mail.host", "127.0.0.1")
                .with("spring.mail.port", String.valueOf(POST.getSmtp().getPort()))
                .file("operators/partner.yaml", """
                        partner: operators
                        name: The Vendor
                        authentication-types: [cloud]
                        account-manager: { name: Partner Care, email: care@vendor.example }
                        """);
        portal.settings().forEach(prepared::with);
        gateway = prepared.start();
        glass = TestOperator.invited(gateway, clock, "operators", EMAIL, Appointment.BREAK_GLASS);
    }

    @AfterEach
    void stop() {
        gateway.close();
        portal.close();
    }

    @Test
    void atTheConsoleByLettersMetricEventAndOnTheOverviewForAWeek() {
        var page = glass.throughSecondFactor(
                glass.givesPassword(gateway.at("/sign-in/break-glass").toString(), TestOperator.PASSWORD));
        assertThat(page.uri().getPath()).isEqualTo("/console");
        heard("console");
        var root = TestOperator.invited(gateway, clock, "operators", "root@vendor.example", Appointment.to(Role.ADMIN));
        root.entersConsole();
        var banner = root.sees("/console").text(".alarm");
        assertThat(banner).contains(EMAIL + " signed in to the console", "from 127.0.0.1");
        assertThat(banner).contains(use().subject().reference().value());
        clock.advance(Duration.ofDays(7));
        root.entersConsole();
        assertThat(root.sees("/console").document().select(".alarm")).isEmpty();
    }

    @Test
    void atThePortalNoLess() {
        var page = glass.throughSecondFactor(
                glass.givesPassword(gateway.at("/sign-in?partner=operators").toString(), TestOperator.PASSWORD));
        assertThat(page.uri().toString()).startsWith(portal.origin().toString());
        heard("portal");
    }

    @Test
    void ofAnybodyElseIsNoUse() {
        var root = TestOperator.invited(gateway, clock, "operators", "root@vendor.example", Appointment.to(Role.ADMIN));
        root.entersConsole();
        assertThat(root.sees("/console").document().select(".alarm")).isEmpty();
        assertThat(count()).isZero();
    }

    private void heard(String door) {
        assertThat(letters())
                .as("never only to the account itself")
                .containsExactlyInAnyOrder(EMAIL, "security@vendor.example", "care@vendor.example");
        assertThat(count()).isEqualTo(1);
        assertThat(gateway.bean(PrometheusMeterRegistry.class).scrape()).contains("gatehouse_break_glass_total");
        assertThat(use().details().values()).containsEntry("door", door);
        assertThat(use().actor())
                .isEqualTo("account:"
                        + gateway.bean(Accounts.class)
                                .find(new PartnerId("operators"), EMAIL)
                                .orElseThrow()
                                .id());
    }

    private double count() {
        return gateway.bean(PrometheusMeterRegistry.class)
                .get("gatehouse.break.glass")
                .counter()
                .count();
    }

    private LoginEvent use() {
        var filter = new EventFilter(null, null, EMAIL, null, null, null, null, null, null, null);
        var uses = gateway.bean(LoginEvents.class).search(filter, 100).items().stream()
                .filter(e -> "break-glass-used".equals(e.details().values().get("step")))
                .toList();
        assertThat(uses).hasSize(1);
        return uses.getFirst();
    }

    /** Who got the letter, once all are there. */
    private static List<String> letters() {
        long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        List<String> got;
        do {
            POST.waitForIncomingEmail(100, Integer.MAX_VALUE);
            got = Arrays.stream(POST.getReceivedMessages())
                    .filter(m -> SUBJECT.equals(subject(m)))
                    .map(BreakGlassJourneyTests::recipient)
                    .toList();
        } while (got.size() < 3 && System.nanoTime() < end);
        return got;
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String recipient(MimeMessage message) {
        try {
            assertThat(GreenMailUtil.getBody(message)).contains(EMAIL, "127.0.0.1");
            return message.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
