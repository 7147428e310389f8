package io.gatehouse.idpconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gatehouse.audit.EventDraft;
import io.gatehouse.audit.LoginEvent.Outcome;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.idpconfig.FolderOutcome.Status;
import io.gatehouse.idpconfig.folder.ConfigFolder;
import io.gatehouse.idpconfig.folder.TestFolder;
import io.gatehouse.idpconfig.folder.TestMetadataReader;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.reason.Reason;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

class FolderLoaderTests {
    private static final PartnerId NORTHWIND = new PartnerId("northwind");

    @TempDir
    Path root;

    private final ConfigFolder reader = new ConfigFolder(new TestMetadataReader());
    private final FakeActivation activation = new FakeActivation();

    @OnBothDatabases
    void appliesAPartnerOnce(TestDatabase db) {
        folder(db).northwind();
        load(db);
        assertThat(activation.partners).containsOnlyKeys(NORTHWIND);
        assertThat(activation.live).hasSize(1);
        assertThat(status(db)).isEqualTo(Status.APPLIED);
        assertThat(activation.events)
                .extracting(EventDraft::type, EventDraft::outcome, EventDraft::actor)
                .containsExactly(tuple(Type.CONFIGURATION, Outcome.SUCCESS, "idp-config"));
        load(db);
        assertThat(activation.events).hasSize(1);
        assertThat(activation.configured).isEqualTo(1);
    }

    @OnBothDatabases
    void keepsTheLastGoodConfigurationAndRecordsARefusalOnce(TestDatabase db) {
        folder(db).northwind();
        load(db);
        var good = activation.partners.get(NORTHWIND);
        new TestFolder(root).northwindWith("name: Northwind Traders", "nmae: Northwind");
        load(db);
        load(db);
        assertThat(activation.partners.get(NORTHWIND)).isEqualTo(good);
        assertThat(status(db)).isEqualTo(Status.REFUSED);
        assertThat(activation.events).hasSize(2);
        assertThat(activation.events.getLast().reason()).isEqualTo(Reason.CONFIGURATION_INVALID);
        assertThat(String.valueOf(activation.events.getLast().details().values().get("findings")))
                .contains("northwind/partner.yaml:2:1 error unknown-key");
        new TestFolder(root).northwindWith("name: Northwind Traders", "mane: Northwind");
        load(db);
        assertThat(activation.events).hasSize(3);
    }

    @OnBothDatabases
    void refusesAnAllowlistByItsOwnCodeAndAppliesTheOthers(TestDatabase db) {
        folder(db)
                .northwindProviderWith("allowed-ips: []")
                .partner("other", "partner: other\ndomains: [other.example]\n");
        load(db);
        assertThat(activation.partners).containsOnlyKeys(new PartnerId("other"));
        assertThat(activation.events)
                .extracting(EventDraft::reason)
                .containsExactly(Reason.IP_ALLOWLIST_UNSUPPORTED, null);
    }

    @OnBothDatabases
    void retiresAConnectionThatIsNoLongerDeclared(TestDatabase db) {
        folder(db).northwind();
        load(db);
        new TestFolder(root).northwindWith("id: northwind-entra", "id: northwind-okta");
        load(db);
        assertThat(activation.live.keySet()).extracting(Object::toString).containsExactly("northwind-okta");
    }

    @OnBothDatabases
    void retiresTheConnectionsOfARemovedOrEmptiedFolder(TestDatabase db) throws IOException {
        folder(db).northwind();
        load(db);
        Files.delete(root.resolve("northwind/partner.yaml"));
        Files.delete(root.resolve("northwind/entra.xml"));
        load(db);
        assertThat(activation.live).isEmpty();
        assertThat(activation.partners).containsOnlyKeys(NORTHWIND);
        assertThat(activation.partners.get(NORTHWIND))
                .extracting(p -> p.source())
                .isNull();
        assertThat(status(db)).isEqualTo(Status.REMOVED);
        assertThat(activation.events).hasSize(2);
        load(db);
        assertThat(activation.events).hasSize(2);
        new TestFolder(root).northwind();
        load(db);
        assertThat(activation.live).hasSize(1);
    }

    @OnBothDatabases
    void changesNothingWhenTheRootCannotBeRead(TestDatabase db) {
        folder(db).northwind();
        load(db);
        loader(db).apply(reader.read(root.resolve("nowhere")));
        assertThat(activation.live).hasSize(1);
        assertThat(status(db)).isEqualTo(Status.APPLIED);
    }

    @OnBothDatabases
    void refusesADomainThatAnotherPartnerHolds(TestDatabase db) {
        folder(db).partner("other", "partner: other\ndomains: [northwind.example]\n");
        load(db);
        new TestFolder(root).partner("other", "partner: other\nunknown: 1\n").northwind();
        load(db);
        assertThat(activation.partners).doesNotContainKey(NORTHWIND);
        assertThat(files(db).find("northwind").orElseThrow().findings().getFirst())
                .startsWith("northwind/partner.yaml:3:11 error domain-taken");
    }

    @OnBothDatabases
    void letsADomainMoveToAnotherPartnerInOneChange(TestDatabase db) {
        folder(db).partner("zeta", "partner: zeta\ndomains: [northwind.example]\n");
        load(db);
        new TestFolder(root)
                .partner("zeta", "partner: zeta\ndomains: [zeta.example]\n")
                .northwind();
        load(db);
        assertThat(activation.partners.get(NORTHWIND))
                .extracting(p -> p.domains().size())
                .isEqualTo(1);
        assertThat(status(db)).isEqualTo(Status.APPLIED);
    }

    @OnBothDatabases
    void refusesAPartnerWhoseConnectionIsRefused(TestDatabase db) {
        activation.refusing.add("northwind-entra");
        folder(db).northwind();
        load(db);
        assertThat(status(db)).isEqualTo(Status.REFUSED);
        assertThat(files(db).find("northwind").orElseThrow().findings().getFirst())
                .contains("provider-refused")
                .contains("no key");
    }

    private TestFolder folder(TestDatabase db) {
        db.jdbc().sql("delete from idpconfig_partner_file").update();
        return new TestFolder(root);
    }

    private void load(TestDatabase db) {
        loader(db).apply(reader.read(root));
    }

    private FolderLoader loader(TestDatabase db) {
        return new FolderLoader(new PartnerActivation(activation, files(db), db.transactions()), files(db));
    }

    private FolderOutcomes files(TestDatabase db) {
        return new FolderOutcomes(db.jdbc(), new TestClock(Instant.parse("2026-01-01T00:00:00Z")));
    }

    private @Nullable Status status(TestDatabase db) {
        return files(db).find("northwind").map(FolderOutcome::status).orElse(null);
    }
}
