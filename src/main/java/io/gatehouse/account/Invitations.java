package io.gatehouse.account;

import static java.time.ZoneOffset.UTC;

import io.gatehouse.account.role.Appointment;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.keys.BaseUrl;
import io.gatehouse.keys.Randomness;
import io.gatehouse.keys.Sha256;
import io.gatehouse.mail.Mail;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerEnded;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Invitations: a partner's people come in by them, the first time. Each change is in one commit with its event. */
@Service
public class Invitations {
    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(UTC);
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final InvitationRows rows;
    private final LoginEvents events;
    private final Mail mail;
    private final Randomness randomness;
    private final BaseUrl baseUrl;
    private final AccountProperties properties;
    private final Clock clock;

    Invitations(
            InvitationRows rows,
            LoginEvents events,
            Mail mail,
            Randomness randomness,
            BaseUrl baseUrl,
            AccountProperties properties,
            Clock clock) {
        this.rows = rows;
        this.events = events;
        this.mail = mail;
        this.randomness = randomness;
        this.baseUrl = baseUrl;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Invites an e-mail address into a partner, and mails the link where mail is set up. Inviting again sends again: a
     * new link and a new expiry, and the link before ends. Of an address that has an account it lets the next identity
     * asserted with it be bound to that account. Refused: {@code domain-not-owned}, {@code attribute-missing} (no
     * address at all).
     */
    @Transactional
    public Answer invite(String email, Partner partner, String actor, EventContext context) {
        return invite(email, partner, Appointment.NONE, actor, context);
    }

    /** The same, appointing whoever accepts. The role fits the partner: that is the caller's to check. */
    @Transactional
    public Answer invite(String email, Partner partner, Appointment appointment, String actor, EventContext context) {
        var address = EmailAddress.of(email).map(EmailAddress::value).orElse(null);
        if (address == null) {
            return new Answer.Refused(Reason.ATTRIBUTE_MISSING.because(Evidence.expected("an e-mail address", email)));
        }
        if (!mayInvite(partner, address)) {
            return new Answer.Refused(Reason.DOMAIN_NOT_OWNED.because(
                    Evidence.expected(partner.domains().stream().sorted().toList(), address)));
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var token = randomness.token();
        var invitation = new Invitation(
                randomness.uuid(),
                partner.id(),
                address,
                actor,
                now.plus(properties.invitationLifetime()),
                Invitation.State.OPEN,
                appointment);
        boolean first = rows.insert(invitation, Sha256.of(token), now);
        if (!first) {
            rows.renew(invitation, Sha256.of(token), now);
        }
        var link = baseUrl.at("/invitation/" + token);
        var until = UNTIL.format(invitation.expiresAt());
        var posting = mail.send(address, "invitation", address, partner.name(), link, until);
        boolean mailed = posting instanceof Mail.Posting.Queued;
        record(
                context,
                address,
                actor,
                Evidence.of("step", first ? "invited" : "invited-again")
                        .and("expires_at", invitation.expiresAt())
                        .and("mailed", mailed)
                        .and(
                                "role",
                                appointment.role() == null
                                        ? null
                                        : appointment.role().code())
                        .and("break_glass", appointment.breakGlass() ? true : null)
                        .and("new_password", appointment.newPassword() ? true : null));
        return new Answer.Invited(link, invitation.expiresAt(), mailed);
    }

    /** The invitation that a link's token opens now, if it opens one. */
    public Optional<Invitation> openedBy(String token) {
        return TOKEN.matcher(token).matches()
                ? rows.ofToken(Sha256.of(token), clock.instant()).filter(i -> i.state() == Invitation.State.OPEN)
                : Optional.empty();
    }

    /** Takes an invitation back: its link ends. False if there is none that is still unused. */
    @Transactional
    public boolean revoke(String email, PartnerId partner, String actor, EventContext context) {
        var address = email.toLowerCase(Locale.ROOT);
        if (!rows.revoke(partner, address, clock.instant())) {
            return false;
        }
        record(context, address, actor, Evidence.of("step", "revoked"));
        return true;
    }

    /** Nobody joins a partner that is ended. */
    @EventListener
    void ended(PartnerEnded end) {
        var context =
                new EventContext(LoginEvent.Subject.ofPartner(end.partner().value()), end.origin());
        rows.unused(end.partner()).forEach(email -> revoke(email, end.partner(), end.actor(), context));
    }

    /** The newest invitation of an address of a partner, as it stands now. */
    public Optional<Invitation> find(String email, PartnerId partner) {
        return rows.find(partner, email.toLowerCase(Locale.ROOT), clock.instant());
    }

    /** What a link's token opens. Changes nothing: the first sign-in accepts. */
    public Opened open(String token) {
        if (!TOKEN.matcher(token).matches()) {
            return new Opened.Unknown();
        }
        return rows.ofToken(Sha256.of(token), clock.instant())
                .<Opened>map(invitation -> switch (invitation.state()) {
                    case OPEN -> new Opened.Valid(invitation.partner(), invitation.email());
                    case EXPIRED -> new Opened.Expired(invitation.partner());
                    case ACCEPTED, REVOKED -> new Opened.Unknown();
                })
                .orElseGet(Opened.Unknown::new);
    }

    // A partner without domains whose people all have passwords here (the operators, at first) has nothing to check
    // an address against; whoever invites vouches for it.
    private static boolean mayInvite(Partner partner, String address) {
        return partner.claims(address)
                || partner.domains().isEmpty()
                        && partner.authenticationTypes().equals(Set.of(AuthenticationType.CLOUD));
    }

    private void record(EventContext context, String email, String actor, Evidence evidence) {
        var subject = context.subject();
        var about = new EventContext(
                new LoginEvent.Subject(
                        subject.reference(),
                        subject.partner(),
                        subject.account(),
                        email,
                        subject.authenticationType(),
                        subject.identityProvider()),
                context.origin());
        events.append(about.success(LoginEvent.Type.INVITATION, evidence).by(actor));
    }

    /** What came of inviting. */
    public sealed interface Answer {
        /**
         * Invited. The link is known only now: just its hash is kept.
         *
         * @param mailed whether the link is on its way by mail; if not, somebody has to pass it on
         */
        record Invited(String link, Instant expiresAt, boolean mailed) implements Answer {
            @Override
            public String toString() {
                return "Invited[…]";
            }
        }

        /** Not invited. */
        record Refused(Refusal why) implements Answer {}
    }

    /** What a link's token opens. */
    public sealed interface Opened {
        /** An invitation to accept by signing in. */
        record Valid(PartnerId partner, String email) implements Opened {}

        /** One that was not accepted in time. */
        record Expired(PartnerId partner) implements Opened {}

        /** None, or one that was used, renewed or taken back: nothing of whose it was is kept with the link. */
        record Unknown() implements Opened {}
    }
}
