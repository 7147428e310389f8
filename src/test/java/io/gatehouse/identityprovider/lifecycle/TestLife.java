package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.audit.EventDraft;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.SigningKeys;
import io.gatehouse.identityprovider.TestIdentityProviders;
import io.gatehouse.identityprovider.metadata.MetadataReader;
import io.gatehouse.identityprovider.notice.TestDeadlines;
import io.gatehouse.identityprovider.version.HeldVersions;
import io.gatehouse.identityprovider.version.ProviderRows;
import io.gatehouse.identityprovider.version.VersionRows;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.Partners;
import io.gatehouse.partner.TestPartners;
import io.gatehouse.testing.TestDatabase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The life of connections on one node, with a partner of its own; what it tells is kept. */
class TestLife {
    final TestDatabase db;
    final Partner partner;
    final List<EventDraft> events = new ArrayList<>();
    final IdentityProviders providers;
    final ProviderConfiguration configuration;
    final ProviderLifecycle lifecycle;
    final ProviderTrials trials;
    final ProviderLives lives;
    final RefreshedMetadata refreshed;
    final Partners partners;
    final SigningKeys keys;

    TestLife(TestDatabase db, Clock clock, Partner partner) {
        this.db = db;
        this.partner = partner;
        var version = TestPartners.version(db.jdbc(), clock);
        partners = TestPartners.partners(db.jdbc(), version);
        var reader = new MetadataReader(clock);
        var rows = new ProviderRows(db.jdbc());
        var versions = new VersionRows(db.jdbc(), reader);
        providers = TestIdentityProviders.of(rows, versions, version);
        var preparation = new Preparation(reader, new Neighbours(versions, reader));
        keys = TestIdentityProviders.keys(db.jdbc(), clock);
        var swap = new Swap(rows, versions, keys, TestDeadlines.of(db.jdbc()));
        var story = new ProviderStory(providers, (Consumer<EventDraft>) events::add);
        var held = new HeldVersions(db.jdbc());
        var staging = new Staging(rows, versions, providers, preparation, story, held, clock);
        var turnstile = new Turnstile(rows, held, partners, version);
        var gate = new Gate(providers, versions, clock);
        configuration = new ProviderConfiguration(rows, versions, providers, preparation, swap, story, version, clock);
        lifecycle =
                new ProviderLifecycle(rows, versions, providers, staging, swap, story, turnstile, gate, held, clock);
        trials = new ProviderTrials(rows, versions, providers, story, turnstile, gate, clock);
        var plans = new RefreshPlans(providers, partners, keys, preparation, clock);
        refreshed = new RefreshedMetadata(rows, versions, providers, plans, swap, story, version, clock);
        lives = new ProviderLives(rows, versions, providers, preparation, held, clock);
        db.transactions().executeWithoutResult(_ -> partners.save(partner));
    }

    <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(db.transactions().execute(_ -> work.get()));
    }
}
