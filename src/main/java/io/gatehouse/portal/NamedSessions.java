package io.gatehouse.portal;

import io.gatehouse.account.session.LogoutName;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.Origin;
import io.gatehouse.portal.PortalRequest.SamlSession;
import io.gatehouse.reason.Evidence;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** The sessions as identity providers know them, and their end by an identity provider's word. */
@Service
public class NamedSessions {
    private final SessionNames names;
    private final SessionStore store;
    private final SessionStory story;
    private final PortalSessions sessions;
    private final Clock clock;

    NamedSessions(SessionNames names, SessionStore store, SessionStory story, PortalSessions sessions, Clock clock) {
        this.names = names;
        this.store = store;
        this.story = story;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Keeps what a session to be will be named by, in the caller's transaction, where it is too long to be carried to {@link PortalSessions#open}. */
    public void keep(UUID signIn, SamlSession saml) {
        names.keep(signIn, saml, clock.instant());
    }

    /** What was kept so of a sign-in. */
    public Optional<SamlSession> kept(UUID signIn) {
        return names.kept(signIn);
    }

    /** The sessions that a logout names, open or over. */
    public List<PortalSession> of(LogoutName name) {
        return names.of(name).stream().map(SessionRow::asSeen).toList();
    }

    /** A version of a connection, by its registration id. */
    public record Version(String identityProvider, String hash) {}

    /** The versions that sessions which are not over came by. */
    public Set<Version> versions() {
        return names.versions();
    }

    /** What the identity provider's logout would name this session by, if it gave it a name. */
    public Optional<SamlSession> behind(String sid) {
        return names.behind(sid);
    }

    /**
     * Ends sessions here, in the caller's transaction, each with its event; those that were open, and so are still to be told to
     * the portal. If the process dies before that, a task tells it.
     */
    public List<PortalSession> close(List<PortalSession> named, EventContext context, Evidence why) {
        return named.stream()
                .filter(PortalSession::open)
                .flatMap(session -> store.ofSid(session.sid()).stream())
                .flatMap(row -> story.ends(row, new EventContext(row.subject(), context.origin()), why).stream())
                .map(SessionRow::asSeen)
                .toList();
    }

    /** Tells the portal of sessions that were closed; false if it could not be told of each. Must not run in a transaction. */
    public boolean tell(List<PortalSession> closed, Origin origin) {
        PortalSessions.outsideOfTransactions();
        boolean all = true;
        for (var session : closed) {
            var row = store.ofSid(session.sid()).orElseThrow();
            all &= sessions.tell(row, origin);
        }
        return all;
    }
}
