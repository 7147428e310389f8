package io.gatehouse.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.HttpBrowser.Page;
import io.gatehouse.testing.ShippedClasses;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo's parts, as {@code scripts/demo} starts them, on ports that are free. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DemoJourneyTests {
    private static final Path ROOT = Path.of("").toAbsolutePath();

    @TempDir
    Path home;

    private final HttpBrowser browser = new HttpBrowser();

    @Test
    void theFirstPersonGoesStraightThroughAndTheInvitedOneGetsIn() throws Exception {
        var ports = Ports.free();
        try (var demo = new Demo(ROOT, home, ports, ShippedClasses.command())) {
            assertThat(demo.greeting()).contains(demo.address(), demo.authenticator(), "anna@northwind.example");

            var fromPortal = browser.get(demo.portal().origin() + "/");
            var gate = browser.get(fromPortal
                    .uri()
                    .resolve(fromPortal.document().select("a[href*=/sign-in]").attr("href")));
            var leaving = gate.submit("/sign-in", "email", "anna@northwind.example");
            assertThat(leaving.heading()).isEqualTo("On to your company’s sign-in");
            landsAtThePortal(demo, enrolsWithTheDemosApp(demo, vouchedFor(leaving, "anna@northwind.example")));

            var invited = new HttpBrowser().get(demo.invitation());
            assertThat(invited.heading()).isEqualTo("You are invited");
            var accepting = new HttpBrowser()
                    .get(invited.uri()
                            .resolve(invited.document().select("a[role=button]").attr("href")));
            assertThat(accepting.document().select("#email").attr("value")).isEqualTo("ben@fabrikam.example");
            var ben = vouchedFor(accepting.submit("/sign-in", "email", "ben@fabrikam.example"), "ben@fabrikam.example");
            landsAtThePortal(demo, enrolsWithTheDemosApp(demo, ben));
            assertThat(demo.portal().openedSessions()).hasSize(2);
        }
        ports.requireFree();
    }

    @Test
    void namesThePortsThatAreTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var free = Ports.free();
            var ports = new Ports(
                    free.gateway(),
                    free.management(),
                    free.identityProvider(),
                    taken.getLocalPort(),
                    free.authenticator());
            assertThatExceptionOfType(DemoFailed.class)
                    .isThrownBy(() -> new Demo(ROOT, home, ports, List.of("no", "such", "command")))
                    .withMessageContaining(taken.getLocalPort() + " (the sample portal)");
        }
    }

    @Test
    void aGatewayThatDoesNotStartIsToldWithItsLastWordsAndLeavesNothing() throws DemoFailed {
        var ports = Ports.free();
        assertThatExceptionOfType(DemoFailed.class)
                .isThrownBy(() -> new Demo(ROOT, home, ports, List.of("sh", "-c", "echo what went wrong; exit 3")))
                .withMessageContaining("the gateway did not start")
                .withMessageContaining("what went wrong");
        ports.requireFree();
    }

    @Test
    void aGatewayThatEndsByItselfIsToldButNotOneThatSomebodyEnded() throws Exception {
        assertThatExceptionOfType(DemoFailed.class)
                .isThrownBy(() -> gateway("echo out of memory; exit 4").join())
                .withMessageContaining("exit code 4")
                .withMessageContaining("out of memory");
        gateway("exit 130").join();
    }

    @Test
    void theProcessEndsWithAnExitCodeAndOneSentence() throws Exception {
        // Whoever has the port, it is taken.
        try (var _ = takenOrNot(Ports.USUAL.authenticator())) {
            var err = home.resolve("err");
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "io.gatehouse.demo.Demo",
                            ROOT.toString())
                    .redirectError(err.toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(Files.readString(err, StandardCharsets.UTF_8))
                    .contains("The demo has ended: something listens already on port", "8092 (the demo authenticator)")
                    .doesNotContain("\tat ");
        }
    }

    private DemoGateway gateway(String script) throws IOException {
        return DemoGateway.start(List.of("sh", "-c", script), home, home, Ports.free(), Map.of());
    }

    private static ServerSocket takenOrNot(int port) throws IOException {
        try {
            return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        } catch (BindException takenAlready) {
            return new ServerSocket(0);
        }
    }

    private static Page vouchedFor(Page leaving, String email) {
        return leaving.refresh().submit("/chosen", "email", email).submit("/login/saml2/sso/");
    }

    private static Page enrolsWithTheDemosApp(Demo demo, Page enrolment) {
        assertThat(enrolment.heading()).isEqualTo("Set up your second factor");
        var key = enrolment.text("#key").replace(" ", "%20");
        var app = new HttpBrowser().get(URI.create(demo.authenticator() + "?key=" + key));
        return enrolment.submit("enrol", "code", app.text(".code"));
    }

    private static void landsAtThePortal(Demo demo, Page recoveryCodes) {
        assertThat(recoveryCodes.heading()).isEqualTo("Save your recovery codes");
        assertThat(recoveryCodes.submit("/sign-in/next").uri().toString())
                .startsWith(demo.portal().origin().toString());
    }
}
