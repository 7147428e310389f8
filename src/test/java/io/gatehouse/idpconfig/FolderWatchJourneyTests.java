package io.gatehouse.idpconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.TestDatabase;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestPartners;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that watch one folder and share one database. */
class FolderWatchJourneyTests {
    private static final TestIdentityProvider IDP = TestIdentityProvider.named("https://idp.northwind.example");

    @TempDir
    Path root;

    @Test
    void twoNodesPickUpAChangeAndApplyItOnce() throws Exception {
        var folder = Files.createDirectories(root.resolve("northwind"));
        Files.writeString(folder.resolve("idp.xml"), IDP.metadata("http://127.0.0.1:9/sso"));
        var file = folder.resolve("partner.yaml");
        Files.writeString(file, TestPartners.northwind());
        try (var postgres = TestDatabase.startPostgres();
                var one = prepared().on(postgres).start();
                var two = prepared().on(postgres).start()) {
            assertThat(departs(one, "northwind-idp")).isTrue();

            Files.writeString(file, TestPartners.northwind().replace("northwind-idp", "northwind-next"));
            await("both serve what is new", () -> departs(one, "northwind-next") && departs(two, "northwind-next"));
            await(
                    "neither serves what is gone",
                    () -> !departs(one, "northwind-idp") && !departs(two, "northwind-idp"));
            assertThat(events(one, "identity_provider = 'northwind-next'")).isEqualTo(1);
            assertThat(events(one, "identity_provider = 'northwind-idp'"))
                    .as("created at start, retired now")
                    .isEqualTo(2);

            Files.writeString(file, TestPartners.northwind("policy: required", "allowed-ips: [10.0.0.0/8]"));
            await("it is refused", () -> events(two, "outcome = 'failure'") > 0);
            // Both nodes look several times meanwhile.
            Thread.sleep(1_500);
            assertThat(events(one, "reason = 'ip-allowlist-unsupported'")).isEqualTo(1);
            assertThat(departs(one, "northwind-next") && departs(two, "northwind-next"))
                    .as("the last good configuration serves")
                    .isTrue();
        }
    }

    private Gateway.Preparation prepared() {
        return Gateway.prepared()
                .with("gatehouse.idp-config", root.toString())
                .with("gatehouse.idp-config-interval", "150ms");
    }

    private static boolean departs(Gateway gateway, String provider) {
        return new HttpBrowser()
                        .getOnce(gateway.at("/saml2/authenticate/" + provider))
                        .statusCode()
                < 400;
    }

    private static long events(Gateway gateway, String which) {
        return gateway.jdbc()
                .sql("select count(*) from login_event where type = 'configuration' and " + which)
                .query(Long.class)
                .single();
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
