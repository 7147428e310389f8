package io.gatehouse.account;

import io.gatehouse.account.role.Appointment;
import io.gatehouse.account.role.Roles;
import io.gatehouse.account.role.TestRoles;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.EventFilter;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.Origin;
import io.gatehouse.audit.TestEvents;
import io.gatehouse.keys.BaseUrl;
import io.gatehouse.keys.TestKeys;
import io.gatehouse.mail.TestMail;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import io.gatehouse.partner.SecondFactorPolicy;
import io.gatehouse.partner.TestPartners;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People on a database, in a partner of their own. */
public final class TestAccounts {
    /** Where the identities of {@link #ada} come from. */
    public static final String ISSUER = "https://idp.northwind.example";

    private final TestDatabase db;
    private final TestClock clock;
    private final Partner partner;
    private boolean proved = true;

    /** A new partner that owns {@code <its id>.example}. */
    public TestAccounts(TestDatabase db, TestClock clock) {
        this.db = db;
        this.clock = clock;
        var id = "p-" + UUID.randomUUID();
        this.partner = partner(id, Set.of(id + ".example"), Set.of(AuthenticationType.SSO));
    }

    static Partner partner(String id, Set<String> domains, Set<AuthenticationType> types) {
        return new Partner(
                new PartnerId(id), "Northwind", domains, types, false, null, SecondFactorPolicy.REQUIRED, null);
    }

    public Partner partner() {
        return partner;
    }

    /** From now on nothing proves that the partner's domain is its own. */
    TestAccounts unproved() {
        proved = false;
        return this;
    }

    public String email(String name) {
        return name + "@" + partner.id() + ".example";
    }

    public EventContext context() {
        return new EventContext(LoginEvent.Subject.ofPartner(partner.id().value()), Origin.INTERNAL);
    }

    public Accounts accounts() {
        var jdbc = db.jdbc();
        var rows = new AccountRows(jdbc);
        var admission = new Admission(
                rows,
                new SsoBindings(jdbc),
                new InvitationRows(jdbc),
                roles(),
                TestEvents.on(db, clock),
                TestKeys.randomness(clock),
                clock);
        return new Accounts(rows, admission, (_, email) -> proved && partner.claims(email), clock);
    }

    Suspensions suspensions() {
        return new Suspensions(new AccountRows(db.jdbc()), TestEvents.on(db, clock), clock);
    }

    public Roles roles() {
        return TestRoles.on(db, clock);
    }

    public Invitations invitations() {
        return new Invitations(
                new InvitationRows(db.jdbc()),
                TestEvents.on(db, clock),
                TestMail.notConfigured(),
                TestKeys.randomness(clock),
                new BaseUrl(URI.create("https://gate.example")),
                new AccountProperties(Duration.ofDays(7)),
                clock);
    }

    /** The partners of the database. */
    public Partners partners() {
        return TestPartners.partners(db.jdbc(), TestPartners.version(db.jdbc(), clock));
    }

    /** The same partner, whose people have passwords here. */
    public Partner cloudPartner() {
        return partner(partner.id().value(), partner.domains(), Set.of(AuthenticationType.CLOUD));
    }

    /** Invites somebody of the partner and returns the token of the link. */
    public String token(String name) {
        return token(name, Appointment.NONE);
    }

    /** The same with an appointment. */
    public String token(String name, Appointment appointment) {
        var answer = db.transactions()
                .execute(_ -> invitations().invite(email(name), partner, appointment, "cli", context()));
        var link = ((Invitations.Answer.Invited) Objects.requireNonNull(answer)).link();
        return link.substring(link.lastIndexOf('/') + 1);
    }

    /** Invites somebody of the partner and returns the link. */
    public String invite(String name) {
        return switch (invite(email(name), partner)) {
            case Invitations.Answer.Invited invited -> invited.link();
            case Invitations.Answer.Refused(var why) -> throw new AssertionError(why);
        };
    }

    Invitations.Answer invite(String email, Partner into) {
        return Objects.requireNonNull(
                db.transactions().execute(_ -> invitations().invite(email, into, "cli", context())));
    }

    public Accounts.Resolution resolve(SsoIdentity identity, boolean justInTime) {
        return Objects.requireNonNull(
                db.transactions().execute(_ -> accounts().resolve(identity, partner, justInTime, context())));
    }

    /** Somebody who came in by an invitation. */
    public Account ada() {
        invite("ada");
        return ((Accounts.Resolution.Known) resolve(identity("ada-subject", email("ada")), false)).account();
    }

    public SsoIdentity identity(String subject, @Nullable String email) {
        return new SsoIdentity(partner.id(), ISSUER, subject, email, "Ada", "Lovelace", List.of("buyers"));
    }

    public void suspend(Account account) {
        db.jdbc()
                .sql("update account set status = 'SUSPENDED' where id = :id")
                .param("id", account.id().value())
                .update();
    }

    public int count() {
        return db.jdbc()
                .sql("select count(*) from account where partner = :partner")
                .param("partner", partner.id().value())
                .query(Integer.class)
                .single();
    }

    /** What was recorded of this partner's people. */
    public List<LoginEvent> events() {
        var filter = new EventFilter(partner.id().value(), null, null, null, null, null, null, null, null, null);
        return TestEvents.on(db, clock).search(filter, 100).items();
    }
}
