package io.gatehouse.idpconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.audit.EventDraft;
import io.gatehouse.audit.LoginEvent.Outcome;
import io.gatehouse.idpconfig.FolderOutcome.Status;
import io.gatehouse.idpconfig.folder.ConfigFolder;
import io.gatehouse.idpconfig.folder.TestFolder;
import io.gatehouse.idpconfig.folder.TestMetadataReader;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.TestPartners;
import io.gatehouse.reason.Reason;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The watch with its thread asleep, so that each look is the test's. */
@SuppressWarnings("NullAway") // what is null here fails the test by itself
class FolderWatchTests {
    private static final PartnerId NORTHWIND = new PartnerId("northwind");

    @TempDir
    Path place;

    private final FakeActivation activation = new FakeActivation();
    private @Nullable FolderWatch watch;

    @AfterEach
    void stops() {
        if (watch != null) {
            watch.stop();
            assertThat(watch.isRunning()).isFalse();
        }
    }

    @OnBothDatabases
    void appliesAChangeThatStoodStillForOneLook(TestDatabase db) {
        var folder = new TestFolder(place.resolve("root")).northwind();
        var looks = started(db, folder.root());
        folder.northwindWith("name: Northwind Traders", "name: Northwind Ltd");
        looks.look();
        assertThat(name()).isEqualTo("Northwind Traders");
        looks.look();
        assertThat(name()).isEqualTo("Northwind Ltd");
        looks.look();
        assertThat(activation.events).hasSize(2);
    }

    @OnBothDatabases
    void waitsForAFileThatIsHalfWritten(TestDatabase db) {
        var folder = new TestFolder(place.resolve("root")).northwind();
        var looks = started(db, folder.root());
        folder.partner("northwind", "partner: north");
        looks.look();
        folder.partner("northwind", "partner: northwind\nname: [");
        looks.look();
        folder.northwindWith("name: Northwind Traders", "name: Northwind Ltd");
        looks.look();
        assertThat(activation.events).as("nothing is refused meanwhile").hasSize(1);
        looks.look();
        assertThat(name()).isEqualTo("Northwind Ltd");
        assertThat(activation.events).extracting(EventDraft::outcome).containsOnly(Outcome.SUCCESS);
    }

    @OnBothDatabases
    void keepsTheLastGoodConfigurationAndRecordsARefusalOnce(TestDatabase db) {
        var folder = new TestFolder(place.resolve("root")).northwind();
        var looks = started(db, folder.root());
        folder.northwindProviderWith("allowed-ips: []");
        for (int i = 0; i < 5; i++) {
            looks.look();
        }
        assertThat(activation.live).hasSize(1);
        assertThat(status(db)).isEqualTo(Status.REFUSED);
        assertThat(activation.events)
                .extracting(EventDraft::reason)
                .containsExactly(null, Reason.IP_ALLOWLIST_UNSUPPORTED);
        folder.northwind();
        looks.look();
        looks.look();
        assertThat(status(db)).isEqualTo(Status.APPLIED);
    }

    @OnBothDatabases
    void retiresWhatWasRemovedAndDeletesNoPartner(TestDatabase db) throws IOException {
        var folder = new TestFolder(place.resolve("root")).northwind();
        var looks = started(db, folder.root());
        Files.delete(folder.root().resolve("northwind/partner.yaml"));
        Files.delete(folder.root().resolve("northwind/entra.xml"));
        looks.look();
        assertThat(activation.live).hasSize(1);
        looks.look();
        assertThat(activation.live).isEmpty();
        assertThat(activation.partners).containsOnlyKeys(NORTHWIND);
        assertThat(status(db)).isEqualTo(Status.REMOVED);
    }

    @OnBothDatabases
    void changesNothingWhileTheRootCannotBeRead(TestDatabase db) throws IOException {
        var folder = new TestFolder(place.resolve("root")).northwind();
        var looks = started(db, folder.root());
        Files.move(folder.root(), place.resolve("away"));
        looks.look();
        looks.look();
        looks.look();
        assertThat(activation.live).hasSize(1);
        assertThat(status(db)).isEqualTo(Status.APPLIED);
        Files.move(place.resolve("away"), folder.root());
        looks.look();
        looks.look();
        assertThat(activation.events).hasSize(1);
        folder.northwindWith("name: Northwind Traders", "name: Northwind Ltd");
        looks.look();
        looks.look();
        assertThat(name()).isEqualTo("Northwind Ltd");
    }

    @OnBothDatabases
    void followsALinkToTheRootThatIsSwapped(TestDatabase db) throws IOException {
        new TestFolder(place.resolve("one")).northwind();
        new TestFolder(place.resolve("two")).northwindWith("name: Northwind Traders", "name: Northwind Ltd");
        swap(place.resolve("root"), "one");
        var looks = started(db, place.resolve("root"));
        assertThat(name()).isEqualTo("Northwind Traders");
        swap(place.resolve("root"), "two");
        looks.look();
        looks.look();
        assertThat(name()).isEqualTo("Northwind Ltd");
    }

    @OnBothDatabases
    void followsTheLinksOfAMountedConfigMap(TestDatabase db) throws IOException {
        var partner = place.resolve("root/northwind");
        new TestFolder(partner)
                .file("..1/partner.yaml", TestFolder.NORTHWIND)
                .file("..1/entra.xml", "fine")
                .file("..2/partner.yaml", TestFolder.NORTHWIND.replace("Northwind Traders", "Northwind Ltd"))
                .file("..2/entra.xml", "fine");
        swap(partner.resolve("..data"), "..1");
        swap(partner.resolve("partner.yaml"), "..data/partner.yaml");
        swap(partner.resolve("entra.xml"), "..data/entra.xml");
        var looks = started(db, place.resolve("root"));
        assertThat(name()).isEqualTo("Northwind Traders");
        swap(partner.resolve("..data"), "..2");
        looks.look();
        looks.look();
        assertThat(name()).isEqualTo("Northwind Ltd");
    }

    @OnBothDatabases
    void triesAgainWhenTheDatabaseIsBack(TestDatabase db) {
        var folder = new TestFolder(place.resolve("root")).northwind();
        var looks = started(db, folder.root());
        folder.northwindWith("name: Northwind Traders", "name: Northwind Ltd");
        activation.away = true;
        looks.look();
        looks.look();
        looks.look();
        assertThat(name()).isEqualTo("Northwind Traders");
        activation.away = false;
        looks.look();
        assertThat(name()).isEqualTo("Northwind Ltd");
    }

    @OnBothDatabases
    void triesAPartnerAgainWhenTheOtherGivesItsDomainUp(TestDatabase db) {
        var folder = new TestFolder(place.resolve("root")).northwind();
        var looks = started(db, folder.root());
        var other = new PartnerId("other");
        activation.partners.put(other, TestPartners.named("other", Set.of("other.example")));
        folder.northwindWith("domains: [northwind.example]", "domains: [northwind.example, other.example]");
        looks.look();
        looks.look();
        assertThat(status(db)).isEqualTo(Status.REFUSED);
        int events = activation.events.size();
        looks.look();
        activation.version++;
        looks.look();
        assertThat(status(db)).isEqualTo(Status.REFUSED);
        assertThat(activation.events).as("said once").hasSize(events);

        activation.partners.remove(other);
        looks.look();
        assertThat(status(db)).as("nothing has changed as far as is known").isEqualTo(Status.REFUSED);
        activation.version++;
        looks.look();

        assertThat(status(db)).isEqualTo(Status.APPLIED);
        assertThat(activation.partners.get(NORTHWIND).domains()).contains("other.example");
    }

    private FolderWatch started(TestDatabase db, Path root) {
        db.jdbc().sql("delete from idpconfig_partner_file").update();
        var loader = new FolderLoader(new PartnerActivation(activation, files(db), db.transactions()), files(db));
        var reader = new ConfigFolder(new TestMetadataReader());
        watch = new FolderWatch(reader, loader, new IdpConfigProperties(root, Duration.ofHours(1)));
        watch.start();
        assertThat(watch.isRunning()).isTrue();
        assertThat(activation.partners).containsOnlyKeys(NORTHWIND);
        return watch;
    }

    private static void swap(Path link, String target) throws IOException {
        var next = link.resolveSibling(".next");
        Files.createSymbolicLink(next, Path.of(target));
        Files.move(next, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String name() {
        return activation.partners.get(NORTHWIND).name();
    }

    private static FolderOutcomes files(TestDatabase db) {
        return new FolderOutcomes(db.jdbc(), new TestClock(Instant.parse("2026-01-01T00:00:00Z")));
    }

    private static Status status(TestDatabase db) {
        return files(db).find("northwind").orElseThrow().status();
    }
}
