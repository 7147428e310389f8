package io.gatehouse.identityprovider.refresh;

import io.gatehouse.audit.EventDraft;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.fetch.Fetch;
import io.gatehouse.identityprovider.fetch.Validators;
import io.gatehouse.identityprovider.lifecycle.TestRefreshedMetadata;
import io.gatehouse.identityprovider.metadata.MetadataReader;
import io.gatehouse.identityprovider.notice.TestHerald;
import io.gatehouse.identityprovider.version.HeldVersions;
import io.gatehouse.keys.Randomness;
import io.gatehouse.mail.Letter;
import io.gatehouse.partner.AccountManager;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.TestPartners;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One connection whose metadata has an address, and a host there that answers as a test wishes. */
final class TestRefresh {
    static final URI ADDRESS = URI.create("https://idp.example.test/metadata");

    final TestClock clock = new TestClock(Instant.parse("2026-12-01T00:00:00Z"));
    final RegistrationId id = new RegistrationId("f-" + UUID.randomUUID());
    final TestRefreshedMetadata life;
    final SourceRows rows;
    final MetadataSources sources;
    final MetadataRefresh refresh;
    final List<Letter> letters = new ArrayList<>();
    final List<Validators> asked = new ArrayList<>();
    private final TestDatabase db;
    private Supplier<Fetch> host = () -> refused("nobody there");

    private TestRefresh(TestDatabase db, boolean fromFile) {
        this.db = db;
        var made = TestPartners.owning();
        var partner = new Partner(
                made.id(),
                made.name(),
                made.domains(),
                made.authenticationTypes(),
                false,
                new AccountManager("Care", "care@vendor.example"),
                made.secondFactor(),
                fromFile ? "p/partner.yaml" : null);
        life = new TestRefreshedMetadata(db, clock, partner);
        rows = new SourceRows(db.jdbc());
        sources = new MetadataSources(rows, new HeldVersions(db.jdbc()), clock);
        var story = new RefreshStory(
                life.providers(), TestHerald.of(life.partners(), letters), (Consumer<EventDraft>) life.events()::add);
        refresh = new MetadataRefresh(
                rows,
                (_, known) -> {
                    asked.add(known);
                    return host.get();
                },
                life.door(),
                life.providers(),
                new MetadataReader(clock),
                story,
                new Pace(new RefreshProperties(Duration.ofHours(6), Duration.ofMinutes(10)), new Randomness(clock)),
                db.transactions(),
                clock);
    }

    /** The connection of a partner from a file that names the address. */
    static TestRefresh merged(TestDatabase db) {
        var test = new TestRefresh(db, true);
        test.life.merges(test.id);
        test.watch();
        return test;
    }

    /** The draft of an administrator who named the address. */
    static TestRefresh drafted(TestDatabase db) {
        var test = new TestRefresh(db, false);
        test.life.drafts(test.id);
        test.watch();
        return test;
    }

    /** The connection of an administrator, with this document of the address live. */
    static TestRefresh administered(TestDatabase db, TestMetadata metadata) {
        var test = drafted(db).answers(metadata, "\"1\"");
        test.refreshed();
        test.life.activates(test.id);
        return test;
    }

    /** How often the configuration has changed, of this or any other connection. */
    long configurations() {
        return db.jdbc()
                .sql("select version from configuration_version where id = 1")
                .query(Long.class)
                .single();
    }

    void watch() {
        db.transactions().executeWithoutResult(_ -> sources.watch(id, ADDRESS));
    }

    TestRefresh answers(TestMetadata metadata, String etag) {
        host = () -> new Fetch.Fetched(metadata.document(), new Validators(etag, null));
        return this;
    }

    TestRefresh answersNotModified() {
        host = Fetch.NotModified::new;
        return this;
    }

    TestRefresh refuses(String found) {
        host = () -> refused(found);
        return this;
    }

    TestRefresh answersBy(Supplier<Fetch> answer) {
        host = answer;
        return this;
    }

    /** What a refresh of now comes to, a minute later than the last. */
    RefreshStatus refreshed() {
        clock.advance(Duration.ofMinutes(1));
        return refresh.now(id).orElseThrow();
    }

    List<String> changes() {
        return life.events().stream()
                .map(e -> String.valueOf(e.details().values().get("change")))
                .toList();
    }

    private static Fetch refused(String found) {
        return new Fetch.Refused(Reason.CONFIGURATION_INVALID.because(Evidence.of("found", found)));
    }
}
