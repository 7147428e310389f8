package io.gatehouse.console.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.gatehouse.account.role.Appointment;
import io.gatehouse.account.role.Role;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestOperator;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A set-up link where mail is set up: it goes to its reader and to nobody else's screen. */
class SetUpLinkMailJourneyTests {
    @RegisterExtension
    static final GreenMailExtension POST = new GreenMailExtension(ServerSetupTest.SMTP.dynamicPort());

    private static final Pattern LINK = Pattern.compile("http://localhost:\\d+/connect/[A-Za-z0-9_-]{43}");

    @Test
    void isMailedAndNotShown() throws Exception {
        // Letters leave when the machine's clock says that they are due, so this one stays behind it.
        var clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));
        try (var gateway = Gateway.prepared()
                .clock(clock)
                .with("gatehouse.password.memory", "8MB")
                .with("gatehouse.password.iterations", "1")
                .with("spring.mail.host", "127.0.0.1")
                .with("spring.mail.port", String.valueOf(POST.getSmtp().getPort()))
                .start()) {
            new TestConnecting(gateway).partner("northwind", "Northwind Traders");
            var ada =
                    TestOperator.invited(gateway, clock, "operators", "ada@vendor.example", Appointment.to(Role.ADMIN));
            ada.entersConsole();
            var made = ada.sees("/console/partners/northwind")
                    .submit("/connect-links", "email", "admin@northwind.example");

            assertThat(made.text(".done")).contains("on its way to admin@northwind.example");
            assertThat(made.body()).doesNotContainPattern(LINK);
            // Ada is sent letters of her own, and which comes first is of no matter.
            for (int letters = 1; letters <= 4 && theirs().length == 0; letters++) {
                POST.waitForIncomingEmail(30_000, letters);
            }
            assertThat(theirs()).hasSize(1);
            var link = LINK.matcher(GreenMailUtil.getBody(theirs()[0]));
            assertThat(link.find()).isTrue();
            assertThat(new HttpBrowser().get(link.group()).heading()).isEqualTo("Connect your identity provider");
        }
    }

    private static MimeMessage[] theirs() {
        return POST.getReceivedMessagesForDomain("northwind.example");
    }
}
