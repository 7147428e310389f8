package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.audit.EventDraft;
import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderDraft;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.SigningKeys;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.Partners;
import io.gatehouse.testing.TestDatabase;
import java.time.Clock;
import java.util.List;

/** The life of connections with the door of fetched documents, for tests of other packages. */
public final class TestRefreshedMetadata {
    private final TestLife life;

    /** On this database, with this partner. */
    public TestRefreshedMetadata(TestDatabase db, Clock clock, Partner partner) {
        life = new TestLife(db, clock, partner);
    }

    public Partners partners() {
        return life.partners;
    }

    public RefreshedMetadata door() {
        return life.refreshed;
    }

    public IdentityProviders providers() {
        return life.providers;
    }

    public SigningKeys keys() {
        return life.keys;
    }

    public List<EventDraft> events() {
        return life.events;
    }

    /** The partner of the file applies its folder, which names an address. */
    public IdentityProvider merges(RegistrationId id) {
        return merges(id, ProviderSettings.DEFAULT);
    }

    /** The same with these settings. */
    public IdentityProvider merges(RegistrationId id, ProviderSettings settings) {
        var draft = new ProviderDraft(id, life.partner.id(), settings, null);
        life.inTransaction(() -> life.configuration.configureFetched(draft, "idp-config", Origin.INTERNAL));
        return life.providers.find(id).orElseThrow();
    }

    /** An administrator makes a draft without metadata. */
    public Step drafts(RegistrationId id) {
        var draft = new ProviderDraft(id, life.partner.id(), ProviderSettings.DEFAULT, null);
        return life.inTransaction(() -> life.lifecycle.stage(draft, Change.by("admin", Origin.INTERNAL)));
    }

    /** An administrator stages a document. */
    public Step stages(RegistrationId id, byte[] document) {
        var draft = new ProviderDraft(id, life.partner.id(), ProviderSettings.DEFAULT, document);
        return life.inTransaction(() -> life.lifecycle.stage(draft, Change.by("admin", Origin.INTERNAL)));
    }

    /** An administrator stages other settings, as every door does. */
    public Step stages(RegistrationId id, ProviderSettings settings) {
        return life.inTransaction(() -> life.lifecycle.stage(
                life.lives.withSettings(id, settings).orElseThrow(), Change.by("admin", Origin.INTERNAL)));
    }

    /** A test of what waits has passed. */
    public Step tests(RegistrationId id) {
        var waits = life.providers.staged(id).orElseThrow().hash();
        return life.inTransaction(() -> life.lifecycle.tested(id, waits, Change.by("admin", Origin.INTERNAL)));
    }

    /** An administrator returns to what served before. */
    public Step rollsBack(RegistrationId id) {
        return life.inTransaction(() -> life.lifecycle.rollback(id, Change.by("admin", Origin.INTERNAL)));
    }

    /** An administrator doesn't want what is held. */
    public Step declines(RegistrationId id) {
        return life.inTransaction(() -> life.lifecycle.decline(id, Change.by("admin", Origin.INTERNAL)));
    }

    /** What an administrator sees. */
    public ProviderLife seen(RegistrationId id) {
        return life.lives.find(id).orElseThrow();
    }

    /** An administrator puts live what waits. */
    public Step activates(RegistrationId id) {
        return life.inTransaction(() ->
                life.lifecycle.activate(id, new Activation(null, true, true), Change.by("admin", Origin.INTERNAL)));
    }
}
