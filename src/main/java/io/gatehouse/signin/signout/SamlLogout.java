package io.gatehouse.signin.signout;

import io.gatehouse.account.Account;
import io.gatehouse.account.Accounts;
import io.gatehouse.account.session.ConsoleSession;
import io.gatehouse.account.session.ConsoleSessions;
import io.gatehouse.account.session.LogoutName;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.Reference;
import io.gatehouse.audit.References;
import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.SigningKeys;
import io.gatehouse.identityprovider.metadata.SigningKey;
import io.gatehouse.portal.NamedSessions;
import io.gatehouse.portal.PortalSession;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import io.gatehouse.saml.ConsumedLogouts;
import io.gatehouse.saml.LogoutAsked;
import io.gatehouse.saml.LogoutDoor;
import io.gatehouse.saml.PendingLogout;
import io.gatehouse.signin.page.SignedIn;
import io.gatehouse.signin.refusal.FloodGate;
import io.gatehouse.signin.refusal.Witness;
import io.gatehouse.signin.signout.SignedOutPage.Company;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The door that the logout filter stands behind. Sessions are found by what their rows keep, so it takes no cookie of the
 * person's: browsers send none with a form from another site.
 */
@Component
class SamlLogout implements LogoutDoor {
    private final NamedSessions sessions;
    private final ConsoleSessions console;
    private final Accounts accounts;
    private final IdentityProviders providers;
    private final ConsumedLogouts consumed;
    private final SigningKeys signingKeys;
    private final LoginEvents events;
    private final TransactionOperations transactions;
    private final References references;
    private final Witness witness;
    private final FloodGate flood;
    private final SignedIn signedIn;
    private final SignedOutPage page;
    private final Clock clock;

    SamlLogout(
            NamedSessions sessions,
            ConsoleSessions console,
            Accounts accounts,
            IdentityProviders providers,
            ConsumedLogouts consumed,
            SigningKeys signingKeys,
            LoginEvents events,
            TransactionOperations transactions,
            References references,
            Witness witness,
            FloodGate flood,
            SignedIn signedIn,
            SignedOutPage page,
            Clock clock) {
        this.sessions = sessions;
        this.console = console;
        this.accounts = accounts;
        this.providers = providers;
        this.consumed = consumed;
        this.signingKeys = signingKeys;
        this.events = events;
        this.transactions = transactions;
        this.references = references;
        this.witness = witness;
        this.flood = flood;
        this.signedIn = signedIn;
        this.page = page;
        this.clock = clock;
    }

    @Override
    public Ending end(
            HttpServletRequest request, HttpServletResponse response, IdentityProvider provider, LogoutAsked logout) {
        var context = context(request, provider, references.next());
        var closing = Objects.requireNonNull(transactions.execute(_ -> close(provider, logout, context)));
        if (closing.replayed()) {
            flood.failed(context);
            return Ending.REFUSED;
        }
        signingKeys.sawSigning(provider.id(), logout.signingKeyFingerprint(), clock.instant());
        boolean told = sessions.tell(closing.closed(), context.origin());
        signedIn.sid(request)
                .filter(sid -> closing.found().stream().anyMatch(s -> s.sid().equals(sid)))
                .ifPresent(_ -> signedIn.forget(response));
        boolean any = !closing.found().isEmpty() || closing.atConsole();
        boolean whole = any && closing.found().stream().noneMatch(PortalSession::opening) && told;
        return whole ? Ending.WHOLE : Ending.PARTIAL;
    }

    // One commit: the request is used up, and what it names is over here; the portal, another system, is told after it.
    private Closing close(IdentityProvider provider, LogoutAsked logout, EventContext context) {
        var evidence = evidence(logout);
        if (!consumed.consume(logout)) {
            events.append(context.failure(Type.SIGN_OUT, Reason.REPLAYED.because(evidence)));
            return new Closing(true, List.of(), List.of(), false);
        }
        var name = name(provider, logout);
        var found = sessions.of(name);
        var closed = sessions.close(found, context, evidence);
        var atConsole = console.endNamed(name);
        atConsole.forEach(session ->
                events.append(context.about(session.account().value(), email(session))
                        .success(Type.SIGN_OUT, evidence.and("from", "console").and("session", session.id()))));
        if (closed.isEmpty() && atConsole.isEmpty()) {
            events.append(context.success(
                    Type.SIGN_OUT, evidence.and("got", found.isEmpty() ? "no such session" : "over already")));
        }
        return new Closing(false, found, closed, !atConsole.isEmpty());
    }

    private @Nullable String email(ConsoleSession session) {
        return accounts.find(session.account()).map(Account::email).orElse(null);
    }

    @Override
    public void ended(
            HttpServletRequest request, HttpServletResponse response, IdentityProvider provider, Ending ending)
            throws IOException {
        page.show(request, response, true, ending == Ending.WHOLE ? Company.ASKED_FOR_IT : Company.ASKED_FOR_MORE);
    }

    @Override
    public void decline(HttpServletRequest request, IdentityProvider provider, Refusal why) {
        record(context(request, provider, references.next()), why);
    }

    @Override
    public void refuse(
            HttpServletRequest request, HttpServletResponse response, @Nullable IdentityProvider provider, Refusal why)
            throws IOException {
        var reference = references.next();
        record(context(request, provider, reference), why);
        page.showRefused(request, response, why, reference);
    }

    @Override
    public void answered(
            HttpServletRequest request,
            HttpServletResponse response,
            IdentityProvider provider,
            @Nullable PendingLogout pending,
            Answer answer)
            throws IOException {
        var reference = pending == null ? references.next() : new Reference(pending.reference());
        var context = context(request, provider, reference);
        switch (answer) {
            case Answer.Complete _ -> {
                var details = Evidence.of("phase", "identity-provider");
                transactions.executeWithoutResult(_ -> events.append(context.success(Type.SIGN_OUT, details)));
                page.show(request, response, true, Company.OVER);
            }
            case Answer.Incomplete(var codes) -> {
                record(context, Reason.IDP_DECLINED.because(phase().and("status", codes)));
                page.showUnsure(request, response, null, reference);
            }
            case Answer.Unbelievable(var why) -> {
                record(context, new Refusal(why.reason(), phase().and(why.evidence())));
                if (pending == null) {
                    page.showRefused(request, response, why, reference);
                } else {
                    page.showUnsure(request, response, why, reference);
                }
            }
        }
    }

    private static Evidence phase() {
        return Evidence.of("phase", "identity-provider");
    }

    private void record(EventContext context, Refusal why) {
        if (flood.isToBeRecorded(context)) {
            transactions.executeWithoutResult(_ -> events.append(context.failure(Type.SIGN_OUT, why)));
        }
    }

    private EventContext context(HttpServletRequest request, @Nullable IdentityProvider provider, Reference reference) {
        return provider == null
                ? witness.of(request, reference, null, null)
                : witness.of(request, reference, provider.partner(), provider.id());
    }

    private LogoutName name(IdentityProvider provider, LogoutAsked logout) {
        return new LogoutName(
                provider.id().value(),
                provider.partner().value(),
                logout.issuer(),
                logout.audience(),
                logout.name().value(),
                logout.name().format(),
                logout.name().nameQualifier(),
                logout.name().spNameQualifier(),
                logout.sessionIndexes(),
                isLive(provider) ? null : versionsOf(provider, logout));
    }

    // A key that serves no more ends what came by a version that it was a key of, and nothing else.
    private List<String> versionsOf(IdentityProvider provider, LogoutAsked logout) {
        var signer = keys(provider.version())
                .filter(key -> key.fingerprint().equals(logout.signingKeyFingerprint()))
                .map(key -> key.certificate().getPublicKey())
                .findFirst()
                .orElseThrow();
        return providers.ofSessions(provider.id()).stream()
                .filter(version -> entityId(version).equals(entityId(provider.version())))
                .filter(version -> keys(version)
                        .anyMatch(key -> key.certificate().getPublicKey().equals(signer)))
                .map(ProviderVersion::hash)
                .toList();
    }

    private static Optional<String> entityId(ProviderVersion version) {
        return version.metadata() == null
                ? Optional.empty()
                : Optional.of(version.metadata().entityId());
    }

    private static Stream<SigningKey> keys(ProviderVersion version) {
        return version.metadata() == null ? Stream.empty() : version.metadata().signingKeys().stream();
    }

    private boolean isLive(IdentityProvider provider) {
        var hash = provider.version().hash();
        return providers.live(provider.id()).filter(v -> v.hash().equals(hash)).isPresent();
    }

    private static Evidence evidence(LogoutAsked logout) {
        return Evidence.of("by", "identity-provider")
                .and("issuer", logout.issuer())
                .and("logout_message", logout.requestId())
                .and("session_index", logout.sessionIndexes().isEmpty() ? null : logout.sessionIndexes())
                .and("certificate_fingerprint", logout.signingKeyFingerprint())
                .and("warnings", logout.warnings().isEmpty() ? null : logout.warnings());
    }

    private record Closing(
            boolean replayed, List<PortalSession> found, List<PortalSession> closed, boolean atConsole) {}
}
