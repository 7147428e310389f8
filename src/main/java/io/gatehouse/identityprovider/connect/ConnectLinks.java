package io.gatehouse.identityprovider.connect;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.Origin;
import io.gatehouse.keys.BaseUrl;
import io.gatehouse.keys.Randomness;
import io.gatehouse.keys.Sha256;
import io.gatehouse.mail.Mail;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerEnded;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.reason.Evidence;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The links by which partners' own administrators come in. Looking at one uses nothing up; each change with its event. */
@Service
public class ConnectLinks {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final ConnectLinkRows rows;
    private final ConnectSessions sessions;
    private final LoginEvents events;
    private final Randomness randomness;
    private final Mail mail;
    private final BaseUrl baseUrl;
    private final ConnectLimits limits;
    private final Clock clock;

    ConnectLinks(
            ConnectLinkRows rows,
            ConnectSessions sessions,
            LoginEvents events,
            Randomness randomness,
            Mail mail,
            BaseUrl baseUrl,
            ConnectLimits limits,
            Clock clock) {
        this.rows = rows;
        this.sessions = sessions;
        this.events = events;
        this.randomness = randomness;
        this.mail = mail;
        this.baseUrl = baseUrl;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * A link just made, and its address: known only now, since just its hash is kept.
     *
     * @param mailed whether it is on its way by mail; if not, somebody has to pass it on
     */
    public record Made(ConnectLink link, String address, boolean mailed) {
        @Override
        public String toString() {
            return "Made[" + link.id() + "]";
        }
    }

    /** Makes a link into this partner, to be passed on to its administrator. */
    @Transactional
    public Made make(PartnerId partner, String actor, Origin origin) {
        var made = insert(partner, actor);
        tell(made.link(), null, actor, origin, Evidence.of("step", "connect-link-made"));
        return made;
    }

    /** The same, mailed to this address where mail is set up. */
    @Transactional
    public Made makeFor(String email, Partner partner, String actor, Origin origin) {
        var made = insert(partner.id(), actor);
        var letter =
                ConnectLetter.of(partner, email, made.address(), made.link().expiresAt());
        boolean mailed = mail.send(letter) instanceof Mail.Posting.Queued;
        tell(
                made.link(),
                email,
                actor,
                origin,
                Evidence.of("step", "connect-link-made").and("mailed", mailed));
        return new Made(made.link(), made.address(), mailed);
    }

    private Made insert(PartnerId partner, String actor) {
        var now = now();
        var token = randomness.token();
        var link = new ConnectLink(
                randomness.uuid(), partner, actor, now.plus(limits.linkLifetime()), null, ConnectLink.State.OPEN);
        rows.insert(link, Sha256.of(token), now);
        return new Made(link, baseUrl.at("/connect/" + token), false);
    }

    /** The link of this token, whatever became of it. Changes nothing: mail scanners look too. */
    public Optional<ConnectLink> find(String token) {
        return TOKEN.matcher(token).matches() ? rows.ofToken(Sha256.of(token), now()) : Optional.empty();
    }

    /** Uses a link up for a session of its partner; empty if it opens none any more. */
    @Transactional
    public Optional<ConnectSessions.Opened> use(String token, Origin origin) {
        return find(token)
                .filter(link -> rows.use(link.id(), now()))
                .map(link -> sessions.open(link.partner(), link.actor(), null, origin, "connect-link-used"));
    }

    /** Takes a partner's link back, and ends the session that came of it; false if there is none to take back. */
    @Transactional
    public boolean revoke(UUID id, PartnerId partner, String actor, Origin origin) {
        var found = ofPartner(partner).stream().filter(l -> l.id().equals(id)).findFirst();
        if (found.isEmpty() || !rows.revoke(id, partner, now())) {
            return false;
        }
        int ended = sessions.endAllOf(found.get().actor(), partner);
        tell(
                found.get(),
                null,
                actor,
                origin,
                Evidence.of("step", "connect-link-revoked").and("sessions_ended", ended));
        return true;
    }

    /** Nobody sets up a partner that is ended, and who was about to does no more. */
    @EventListener
    void ended(PartnerEnded end) {
        ofPartner(end.partner()).stream()
                .filter(link -> link.state() == ConnectLink.State.OPEN || link.state() == ConnectLink.State.USED)
                .forEach(link -> revoke(link.id(), end.partner(), end.actor(), end.origin()));
        sessions.endAllOf(end.partner());
    }

    /** A partner's links, the newest first. */
    public List<ConnectLink> ofPartner(PartnerId partner) {
        return rows.ofPartner(partner, now());
    }

    private void tell(ConnectLink link, @Nullable String email, String actor, Origin origin, Evidence details) {
        var context = new EventContext(Subject.ofPartner(link.partner().value()), origin).about(null, email);
        var more = details.and("connect_link", link.id()).and("expires_at", link.expiresAt());
        events.append(context.success(Type.ADMINISTRATION, more).by(actor));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
