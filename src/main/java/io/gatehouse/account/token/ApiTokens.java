package io.gatehouse.account.token;

import io.gatehouse.account.ConsolePartner;
import io.gatehouse.account.role.Role;
import io.gatehouse.account.token.ApiToken.Scope;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.Origin;
import io.gatehouse.keys.Randomness;
import io.gatehouse.partner.PartnerEnded;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.reason.Evidence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The tokens programs use at /api/v1: made, recognised, revoked, each change with its {@code administration} event. */
@Component
public class ApiTokens {
    /** What every token begins with, so that people and secret scanners recognise one. */
    public static final String PREFIX = "gatehouse_";

    // Whether a token is in use matters, the second of its use does not: a busy program costs one write a minute.
    private static final Duration USE_NOTED = Duration.ofMinutes(1);

    private final ApiTokenStore store;
    private final ConsolePartner vendor;
    private final LoginEvents events;
    private final Randomness randomness;
    private final TransactionOperations transactions;
    private final Clock clock;

    ApiTokens(
            ApiTokenStore store,
            ConsolePartner vendor,
            LoginEvents events,
            Randomness randomness,
            TransactionOperations transactions,
            Clock clock) {
        this.store = store;
        this.vendor = vendor;
        this.events = events;
        this.randomness = randomness;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A token just made; its text is known now and never again. */
    public record Created(ApiToken token, String text) {
        @Override
        public String toString() {
            return "Created[" + token + "]";
        }
    }

    /** Whether a token may be of this partner: the vendor's has no partner administrators, and so no programs that are. */
    public boolean fits(PartnerId partner) {
        return Role.PARTNER_ADMIN.isFor(partner, vendor.id());
    }

    /** Whether a token opens anything now. */
    public boolean opens(ApiToken token) {
        return token.usableAt(clock.instant()) && (token.partner() == null || fits(token.partner()));
    }

    /**
     * Makes a token for this long. A partner belongs to the scope {@code partner-admin} and only to it; it is a defect to
     * make one for a partner that does not {@link #fits fit}.
     *
     * @param actor who administers, as login events name them
     * @param origin from where
     */
    public Created create(Scope scope, @Nullable PartnerId partner, Duration life, String actor, Origin origin) {
        if (life.isNegative() || life.isZero()) {
            throw new IllegalArgumentException("a token lives for a while");
        }
        if (partner != null && !fits(partner)) {
            throw new IllegalArgumentException("the vendor's partner has no partner administrators");
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var token = new ApiToken(randomness.uuid(), scope, partner, now, now.plus(life), actor, null, null);
        String text = PREFIX + randomness.token();
        transactions.executeWithoutResult(_ -> {
            store.add(token, TokenHash.of(text));
            record(token, "token created", actor, origin);
        });
        return new Created(token, text);
    }

    /** The token of this text, if it opens anything now; notes its use. */
    public Optional<ApiToken> recognise(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var now = clock.instant();
        var token = store.find(TokenHash.of(text)).filter(this::opens);
        token.filter(found -> unnoted(found, now))
                .ifPresent(found -> store.noteUse(found.id(), now, now.minus(USE_NOTED)));
        return token;
    }

    /** Ends a token for good; false if there is none of this id that is not revoked already. */
    public boolean revoke(UUID id, String actor, Origin origin) {
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            boolean revoked = store.revoke(id, clock.instant());
            if (revoked) {
                store.find(id).ifPresent(token -> record(token, "token revoked", actor, origin));
            }
            return revoked;
        }));
    }

    /** A partner that is ended has no programs any more. */
    @EventListener
    void ended(PartnerEnded end) {
        store.all().stream()
                .filter(token -> end.partner().equals(token.partner()) && token.revokedAt() == null)
                .forEach(token -> revoke(token.id(), end.actor(), end.origin()));
    }

    /** All tokens, the newest first. */
    public List<ApiToken> all() {
        return store.all();
    }

    private static boolean unnoted(ApiToken token, Instant now) {
        var noted = token.lastUsedAt();
        return noted == null || noted.isBefore(now.minus(USE_NOTED));
    }

    private void record(ApiToken token, String what, String actor, Origin origin) {
        var partner = token.partner();
        var subject = partner == null ? Subject.NOBODY : Subject.ofPartner(partner.value());
        var details = Evidence.of("action", what)
                .and("token", token.id())
                .and("scope", token.scope().code())
                .and("expires", token.expiresAt());
        events.append(new EventContext(subject, origin)
                .success(LoginEvent.Type.ADMINISTRATION, details)
                .by(actor));
    }
}
