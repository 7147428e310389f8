package io.gatehouse.demo;

import io.gatehouse.testing.SampleIdentityProvider;
import io.gatehouse.testing.SamplePerson;
import io.gatehouse.testing.TestPortal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The shipped jar with a sample identity provider and a sample portal beside it. The gateway is {@code localhost}, the
 * identity provider {@code 127.0.0.1}: two sites to a browser, as in life.
 */
final class Demo {
    private static final int GATEWAY = 8080;
    private static final int IDENTITY_PROVIDER = 8090;
    private static final int PORTAL = 8091;
    private static final int AUTHENTICATOR = 8092;

    private static final List<SamplePerson> PEOPLE = List.of(
            new SamplePerson("anna@northwind.example", "Anna", "Berg", List.of("orders", "returns")),
            new SamplePerson("nils@northwind.example", "Nils", "Holm", List.of("orders")),
            new SamplePerson("ben@fabrikam.example", "Ben", "Osei", List.of("service")));

    private Demo() {}

    static void main(String[] args) throws IOException, InterruptedException {
        var root = Path.of(args[0]);
        var address = "http://localhost:" + GATEWAY;
        try (var idp = SampleIdentityProvider.start(IDENTITY_PROVIDER, "Sample company sign-in", PEOPLE);
                var portal = TestPortal.start(PORTAL, address)) {
            if (args.length > 1 && args[1].equals("--samples-only")) {
                return; // what scripts/demo trains the JDK's AOT cache on
            }
            var folder = DemoFolder.write(root, idp.metadata());
            var authenticator = DemoAuthenticator.start(AUTHENTICATOR);
            try (var gateway = DemoGateway.start(root, folder, GATEWAY, portal.settings())) {
                gateway.awaitFirstPage(address + "/sign-in");
                System.out.println("""

                        Gatehouse is up. Start at the portal, or straight at the gate:

                          portal     %s/
                          gate       %s/sign-in

                        Who can sign in (at the sample identity provider, no password):

                          anna@northwind.example, nils@northwind.example    accounts are made at the first sign-in
                          ben@fabrikam.example                              by the invitation that follows

                        The second factor: scan the QR code with any authenticator app. Without a phone, open
                        "Can't scan it?" and paste the key at %s, which shows the code.

                        Ctrl-C ends all of it.""".formatted(portal.origin(), address, authenticator));
                System.out.println("\nBen's invitation: " + gateway.invite("ben@fabrikam.example", "fabrikam"));
                gateway.join();
            }
        }
    }
}
