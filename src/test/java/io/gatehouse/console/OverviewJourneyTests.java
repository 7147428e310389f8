package io.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.role.Appointment;
import io.gatehouse.account.role.Role;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.Origin;
import io.gatehouse.reason.Reason;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestOperator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionOperations;

/** What needs attention is on the overview, each kind of it, and where it leads is there. */
class OverviewJourneyTests {
    private static final TestIdentityProvider IDP = TestIdentityProvider.named("https://idp.northwind.example");

    private final TestClock clock = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));

    @TempDir
    private Path folder;

    private Gateway gateway;
    private TestOperator admin;

    @BeforeEach
    void start() throws IOException {
        write("northwind/partner.yaml", """
                partner: northwind
                name: Northwind Traders
                domains: [northwind.example]
                authentication-types: [sso]
                identity-providers:
                  - id: northwind-idp
                    metadata: idp.xml
                """);
        write("northwind/idp.xml", IDP.metadata("https://idp.northwind.example/sso"));
        gateway = Gateway.prepared()
                .clock(clock)
                .with("gatehouse.password.memory", "8MB")
                .with("gatehouse.password.iterations", "1")
                .with("gatehouse.idp-config", folder.toString())
                .with("gatehouse.idp-config-interval", "100ms")
                .start();
        admin = TestOperator.invited(gateway, clock, "operators", "ada@vendor.example", Appointment.to(Role.ADMIN));
        admin.entersConsole();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void isEmptyWhenNothingDoes() {
        gateway.jdbc().sql("delete from identity_provider_deadline").update();
        assertThat(attention()).isEqualTo("");
        assertThat(admin.sees("/console").text("main")).contains("Nothing does");
    }

    @Test
    void showsRefusedFoldersOfPartnersThatNeverWereToo() throws IOException {
        write(
                "broken/partner.yaml",
                "partner: broken\nallowed-ips: [10.0.0.0/8]\nnmae: x\ntypes: y\ndomain: z\nfoo: 1\n");
        write("northwind/partner.yaml", "partner: northwind\nallowed-ips: [10.0.0.0/8]\n");
        await(page -> page.contains("broken") && page.contains("northwind"));
        assertThat(attention())
                .contains("The folder broken was refused, and nothing of it was ever applied")
                .contains("The folder northwind was refused; the last good configuration serves on")
                .contains("more");
        follows();
        var files = admin.sees("/console/folder");
        assertThat(files.text("#folder-broken"))
                .contains("refused", "broken/partner.yaml:2:1", "ip-allowlist-unsupported", "Fix:", "nothing");
        assertThat(files.document().select("#folder-broken ul li").size()).isGreaterThan(3);
        assertThat(files.document().select("#folder-broken h2 a")).isEmpty();
        assertThat(files.document().select("#folder-northwind h2 a")).hasSize(1);
        assertThat(admin.sees("/console/folder?refused=true").document().select("section.file"))
                .hasSize(2);
    }

    @Test
    void showsKeysThatEndSoonHoweverManyHaveEnded() {
        gateway.jdbc().sql("delete from identity_provider_deadline").update();
        for (int i = 0; i < 30; i++) {
            ends("old-" + i, clock.instant().minus(Duration.ofDays(100 + i)));
        }
        assertThat(attention()).isEmpty();
        for (int i = 0; i < 27; i++) {
            ends("soon-" + i, clock.instant().plus(Duration.ofDays(12)).plusSeconds(60 + i));
        }
        ends("late", clock.instant().plus(Duration.ofDays(91)));
        assertThat(attention()).contains("northwind-idp: signing-key ends in 12 days.", "2 more end within 90 days");
        assertThat(admin.sees("/console").text("main")).contains("30 signing keys or documents of metadata have ended");
        follows();
        var page = admin.sees("/console/ending");
        assertThat(page.document().select("tbody tr")).hasSize(57);
        assertThat(page.text("main")).contains("Within 90 days: 27", "Ended, and still there: 30", "soon-26", "old-29");
    }

    @Test
    void showsRefreshesThatFailOrAreHeld() {
        gateway.jdbc().sql("delete from identity_provider_deadline").update();
        gateway.jdbc()
                .sql("""
                        insert into identity_provider_source
                            (provider_id, url, first_wanted, status, why, since, failures, next_at)
                        values ('northwind-idp', 'https://idp.northwind.example/metadata', false, 'failing',
                            '{"got": "404"}', :now, 3, :next)""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("next", clock.instant().plus(Duration.ofDays(9)).atOffset(ZoneOffset.UTC))
                .update();
        assertThat(attention()).contains("The metadata of northwind-idp cannot be fetched", "404");
        gateway.jdbc()
                .sql("update identity_provider_source set status = 'held'")
                .update();
        assertThat(attention()).contains("The new metadata of northwind-idp is held for a person");
        follows();
        gateway.jdbc()
                .sql("update identity_provider_source set status = 'fine'")
                .update();
        assertThat(attention()).isEmpty();
    }

    @Test
    void showsPartnersWhoseRefusalsRise() {
        gateway.jdbc().sql("delete from identity_provider_deadline").update();
        refusals(9);
        assertThat(attention()).isEmpty();
        refusals(3);
        assertThat(attention())
                .contains("People of northwind were refused 12 times in the last day, and 0 times the day before");
        follows();
        clock.advance(Duration.ofDays(1));
        admin.entersConsole();
        refusals(20);
        assertThat(attention()).as("not even twice as many").isEmpty();
        refusals(6);
        assertThat(attention()).contains("26 times in the last day, and 12 times the day before");
    }

    @Test
    void saysThatTheFolderCannotBeRead() throws IOException {
        var away = folder.resolveSibling(folder.getFileName() + "-away");
        Files.move(folder, away);
        try {
            await(page -> page.contains("cannot be read"));
            follows();
            assertThat(admin.sees("/console/folder").text("main")).contains("cannot be read", folder.toString());
        } finally {
            Files.move(away, folder);
        }
        await(page -> !page.contains("cannot be read"));
    }

    @Test
    void showsWhatIsLiveOtherwiseThanTheFolderSays() {
        assertThat(admin.sees("/console/folder").text("#folder-northwind")).contains("applied");
        assertThat(admin.sees("/console/folder").text("#folder-northwind")).doesNotContain("otherwise");
        gateway.jdbc().sql("update partner set name = 'Southwind'").update();
        gateway.jdbc()
                .sql("update configuration_version set version = version + 1")
                .update();
        clock.advance(Duration.ofSeconds(2));
        assertThat(admin.sees("/console/folder").text("#folder-northwind"))
                .contains("otherwise", "name: Southwind → Northwind Traders");
        assertThat(admin.sees("/console/partners/northwind").text("main"))
                .contains("otherwise", "name: Southwind → Northwind Traders");
    }

    private String attention() {
        var page = admin.sees("/console");
        assertThat(page.status()).isEqualTo(200);
        return page.document().select("ul.attention").text();
    }

    /** Every way that the overview points out leads somewhere. */
    private void follows() {
        var page = admin.sees("/console");
        List<String> ways = page.document().select("main a").eachAttr("abs:href");
        assertThat(ways).isNotEmpty();
        for (var way : ways) {
            HttpBrowser.Page there = admin.browser().get(URI.create(way));
            assertThat(there.status()).as(way).isEqualTo(200);
            var fragment = URI.create(way).getFragment();
            if (fragment != null) {
                assertThat(there.document().getElementById(fragment)).as(way).isNotNull();
            }
        }
    }

    private void await(Predicate<String> said) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!said.test(attention())) {
            assertThat(System.nanoTime()).as(attention()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private void ends(String about, Instant at) {
        gateway.jdbc()
                .sql("""
                        insert into identity_provider_deadline (provider_id, kind, about, ends_at)
                        values ('northwind-idp', 'signing-key', :about, :at)""")
                .param("about", about)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void refusals(int times) {
        var context = new EventContext(Subject.ofPartner("northwind"), Origin.INTERNAL);
        var events = gateway.bean(LoginEvents.class);
        gateway.bean(TransactionOperations.class).executeWithoutResult(_ -> {
            for (int i = 0; i < times; i++) {
                events.append(context.failure(Type.FIRST_FACTOR, Reason.CREDENTIALS_WRONG.refused()));
            }
        });
    }

    private void write(String name, String content) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
