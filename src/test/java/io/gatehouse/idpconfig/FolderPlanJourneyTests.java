package io.gatehouse.idpconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.ProviderDraft;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.lifecycle.ProviderConfiguration;
import io.gatehouse.idpconfig.FolderPlan.What;
import io.gatehouse.idpconfig.folder.ConfigFolder;
import io.gatehouse.idpconfig.folder.TestFolder;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestPartners;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

/** Plans and statuses of a gateway whose folder is looked at by nobody but the test. */
class FolderPlanJourneyTests {
    private static final PartnerId NORTHWIND = new PartnerId("northwind");
    private static final String METADATA =
            TestIdentityProvider.named("https://idp.northwind.example").metadata("https://idp.northwind.example/sso");

    @TempDir
    Path root;

    private Gateway gateway;

    @BeforeEach
    void starts() {
        partner("northwind", TestPartners.northwind());
        partner("fabrikam", of("fabrikam"));
        gateway = Gateway.prepared()
                .with("gatehouse.idp-config", root.toString())
                .with("gatehouse.idp-config-interval", "1h")
                .start();
    }

    @AfterEach
    void stops() {
        gateway.close();
    }

    @Test
    void saysOfEachPartnerWhatWouldBecomeOfItAndThenThatIsSo() {
        assertThat(planned().saysAnything()).isFalse();
        partner("northwind", TestPartners.northwind().replace("Northwind Traders", "Northwind Ltd"));
        partner("contoso", of("contoso"));
        partner("zeta", of("zeta") + "    allowed-ips: []\n");
        remove("fabrikam");
        var before = state();

        var plan = planned();
        assertThat(plan.saysAnything()).isTrue();
        assertThat(plan.partners())
                .extracting(FolderPlan.Partner::folder, FolderPlan.Partner::what)
                .containsExactly(
                        tuple("contoso", What.CREATED),
                        tuple("fabrikam", What.RETIRED),
                        tuple("northwind", What.CHANGED),
                        tuple("zeta", What.REFUSED));
        assertThat(plan.partners().get(0).changes()).containsExactly("partner: new", "contoso-idp: new");
        assertThat(plan.partners().get(1).changes()).contains("fabrikam-idp: retired");
        assertThat(plan.partners().get(2).changes())
                .containsExactly("partner: name: Northwind Traders → Northwind Ltd");
        assertThat(plan.partners().get(3).findings().toString()).contains("ip-allowlist-unsupported");
        assertThat(state()).as("what a plan leaves behind").isEqualTo(before);

        apply();
        assertThat(planned().partners())
                .extracting(FolderPlan.Partner::folder, FolderPlan.Partner::what)
                .containsExactly(
                        tuple("contoso", What.UNCHANGED),
                        tuple("northwind", What.UNCHANGED),
                        tuple("zeta", What.REFUSED));
        assertThat(events("northwind")).contains("name: Northwind Traders → Northwind Ltd");
    }

    @Test
    void saysTheSameOfAConnectionAsItsEventSaysLater() {
        partner("northwind", TestPartners.northwind("policy: required", "clock-skew: 2m"));
        var words = planned().partners().get(1).changes();
        assertThat(words)
                .containsExactly(
                        "northwind-idp: setting clock-skew changed", "northwind-idp: setting provisioning changed");
        apply();
        assertThat(events("northwind")).contains("setting clock-skew changed").contains("setting provisioning changed");
    }

    @Test
    void letsADomainMoveInOneChangeAndRefusesOneThatStays() {
        partner("fabrikam", of("fabrikam").replace("fabrikam.example", "fabrikam.test"));
        partner("alpha", of("alpha").replace("alpha.example", "fabrikam.example"));
        assertThat(planned().partners()).extracting(FolderPlan.Partner::what).doesNotContain(What.REFUSED);
        apply();
        assertThat(planned().saysAnything()).isFalse();
        remove("fabrikam");
        apply();
        partner("beta", of("beta").replace("beta.example", "fabrikam.test"));
        assertThat(planned().partners())
                .extracting(FolderPlan.Partner::folder, FolderPlan.Partner::what)
                .contains(tuple("beta", What.REFUSED));
        apply();
        assertThat(gateway.bean(FolderStatuses.class).refused())
                .extracting(FolderStatus::file)
                .containsExactly("beta/partner.yaml");
    }

    @Test
    void movesADomainWithTheFolderThatNamesItWhenItsOwnIsGone() {
        remove("fabrikam");
        partner("fabrikam-eu", of("fabrikam-eu").replace("fabrikam-eu.example", "fabrikam.example"));
        assertThat(planned().partners())
                .extracting(FolderPlan.Partner::folder, FolderPlan.Partner::what)
                .contains(tuple("fabrikam", What.RETIRED), tuple("fabrikam-eu", What.CREATED));

        apply();
        var partners = gateway.bean(Partners.class);
        assertThat(partners.find(new PartnerId("fabrikam")).orElseThrow().domains())
                .isEmpty();
        assertThat(partners.find(new PartnerId("fabrikam-eu")).orElseThrow().domains())
                .containsExactly("fabrikam.example");
        assertThat(events("fabrikam")).contains("folder removed", "domain moves on: fabrikam.example");

        // What nobody names in that change stays, and is no folder's to take later.
        remove("fabrikam-eu");
        apply();
        partner("fabrikam", of("fabrikam"));
        assertThat(planned().partners())
                .filteredOn(partner -> partner.folder().equals("fabrikam"))
                .singleElement()
                .satisfies(partner -> {
                    assertThat(partner.what()).isEqualTo(What.REFUSED);
                    assertThat(partner.findings().toString())
                            .contains("domain-taken")
                            .contains("folder is gone");
                });
    }

    @Test
    void tellsWhereAPartnerComesFromAndWhereItHasGoneAnotherWay() {
        var statuses = gateway.bean(FolderStatuses.class);
        var fine = statuses.of(NORTHWIND).orElseThrow();
        assertThat(fine.file()).isEqualTo("northwind/partner.yaml");
        assertThat(fine.outcome()).isEqualTo("applied");
        assertThat(fine.appliedHash()).isEqualTo(fine.contentHash());
        assertThat(fine.drift()).isEmpty();
        assertThat(statuses.of(new PartnerId("operators"))).isEmpty();

        // By another hand than the folder's.
        var settings = ProviderSettings.DEFAULT;
        gateway.bean(TransactionTemplate.class)
                .executeWithoutResult(_ -> gateway.bean(ProviderConfiguration.class)
                        .configure(
                                new ProviderDraft(
                                        new RegistrationId("northwind-idp"),
                                        NORTHWIND,
                                        settings,
                                        METADATA.getBytes(StandardCharsets.UTF_8)),
                                "account:1",
                                Origin.INTERNAL));
        assertThat(statuses.of(NORTHWIND).orElseThrow().drift())
                .containsExactly("northwind-idp: setting provisioning changed");
    }

    @Test
    void keepsTheHashInForceBesideARefusal() {
        var statuses = gateway.bean(FolderStatuses.class);
        var good = statuses.of(NORTHWIND).orElseThrow();
        partner("northwind", TestPartners.northwind("policy: optional", "allowed-ips: []"));
        apply();
        var refused = statuses.of(NORTHWIND).orElseThrow();
        assertThat(refused.outcome()).isEqualTo("refused");
        assertThat(refused.appliedHash()).isEqualTo(good.contentHash());
        assertThat(refused.contentHash()).isNotEqualTo(good.contentHash());
        assertThat(refused.findings().toString()).contains("ip-allowlist-unsupported");
        remove("northwind");
        assertThat(statuses.of(NORTHWIND).orElseThrow().drift())
                .containsExactly("this node has no folder of this partner");
        apply();
        var removed = statuses.of(NORTHWIND).orElseThrow();
        assertThat(removed.outcome()).isEqualTo("removed");
        assertThat(removed.appliedHash()).isNull();
        assertThat(removed.drift()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeReadIsNoPlan() {
        assertThat(gateway.bean(FolderPlans.class).plan(root.resolve("nowhere")))
                .isInstanceOf(FolderPlan.Unusable.class);
    }

    private FolderPlan.Planned planned() {
        return (FolderPlan.Planned) gateway.bean(FolderPlans.class).plan(root);
    }

    private void apply() {
        gateway.bean(FolderLoader.class).apply(gateway.bean(ConfigFolder.class).read(root));
    }

    private void partner(String name, String yaml) {
        new TestFolder(root).partner(name, yaml).file(name + "/idp.xml", METADATA);
    }

    private void remove(String name) {
        assertThat(root.resolve(name + "/partner.yaml").toFile().delete()).isTrue();
        assertThat(root.resolve(name + "/idp.xml").toFile().delete()).isTrue();
    }

    private static String of(String name) {
        return """
            partner: %1$s
            domains: [%1$s.example]
            identity-providers:
              - id: %1$s-idp
                metadata: idp.xml
            """.formatted(name);
    }

    private List<Long> state() {
        return List.of(
                count("select version from configuration_version"),
                count("select count(*) from login_event where type = 'configuration'"),
                count("select count(*) from identity_provider_version"),
                count("select count(*) from idpconfig_partner_file"));
    }

    private long count(String sql) {
        return gateway.jdbc().sql(sql).query(Long.class).single();
    }

    private String events(String partner) {
        return String.join(
                "\n",
                gateway.jdbc()
                        .sql("select details from login_event where type = 'configuration' and partner = :partner")
                        .param("partner", partner)
                        .query(String.class)
                        .list());
    }
}
