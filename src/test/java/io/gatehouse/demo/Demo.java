package io.gatehouse.demo;

import io.gatehouse.testing.SampleIdentityProvider;
import io.gatehouse.testing.SamplePerson;
import io.gatehouse.testing.TestPortal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The shipped jar with a sample identity provider and a sample portal beside it. The gateway is {@code localhost}, the
 * identity provider {@code 127.0.0.1}: two sites to a browser, as in life.
 */
final class Demo implements AutoCloseable {
    private static final List<SamplePerson> PEOPLE = List.of(
            new SamplePerson("anna@northwind.example", "Anna", "Berg", List.of("orders", "returns")),
            new SamplePerson("nils@northwind.example", "Nils", "Holm", List.of("orders")),
            new SamplePerson("ben@fabrikam.example", "Ben", "Osei", List.of("service")));

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final String address;
    private final TestPortal portal;
    private final DemoAuthenticator authenticator;
    private final DemoGateway gateway;
    private final String invitation;

    /**
     * Starts all of it.
     *
     * @param root the repository's root, for the partners in its {@code idp-config/}
     * @param home where the demo keeps its copy of them, its database and its log
     * @param command what starts the gateway; the subcommand and its arguments come after
     */
    Demo(Path root, Path home, Ports ports, List<String> command) throws IOException, InterruptedException, DemoFailed {
        ports.requireFree();
        address = "http://localhost:" + ports.gateway();
        try {
            var idp = opened(SampleIdentityProvider.start(ports.identityProvider(), "Sample company sign-in", PEOPLE));
            portal = opened(TestPortal.start(ports.portal(), address));
            authenticator = opened(DemoAuthenticator.start(ports.authenticator()));
            var folder = DemoFolder.write(root, home, idp.metadata());
            gateway = opened(DemoGateway.start(command, home, folder, ports, portal.settings()));
            gateway.awaitFirstPage(address + "/sign-in");
            invitation = gateway.invite("ben@fabrikam.example", "fabrikam");
        } catch (IOException | InterruptedException | DemoFailed | RuntimeException e) {
            close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    static void main(String[] args) throws InterruptedException {
        if (args.length > 1 && args[1].equals("--samples-only")) {
            trainSamples();
            return;
        }
        var root = Path.of(args[0]);
        try (var demo = new Demo(root, root.resolve("target/demo"), Ports.USUAL, DemoGateway.shipped(root))) {
            System.out.println(demo.greeting());
            demo.gateway.join();
        } catch (DemoFailed | IOException e) {
            System.err.println("The demo has ended: " + e.getMessage());
            // Not every thread of the samples' libraries is a daemon.
            System.exit(1);
        }
        System.exit(0);
    }

    /** What scripts/demo trains the JDK's AOT cache on. */
    private static void trainSamples() {
        SampleIdentityProvider.start(0, "Sample company sign-in", PEOPLE).close();
        TestPortal.start().close();
    }

    String address() {
        return address;
    }

    TestPortal portal() {
        return portal;
    }

    String authenticator() {
        return authenticator.address();
    }

    String invitation() {
        return invitation;
    }

    String greeting() {
        return """

                Gatehouse is up. Start at the portal, or straight at the gate:

                  portal     %s/
                  gate       %s/sign-in

                Who can sign in (at the sample identity provider, no password):

                  anna@northwind.example, nils@northwind.example    accounts are made at the first sign-in
                  ben@fabrikam.example                              by the invitation that follows

                The second factor: scan the QR code with any authenticator app. Without a phone, open
                "Can't scan it?" and paste the key at %s, which shows the code.

                Ben's invitation: %s

                Ctrl-C ends all of it.""".formatted(portal.origin(), address, authenticator.address(), invitation);
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                // What is left has to be ended too.
                System.err.println("Could not be ended: " + e);
            }
        }
    }
}
