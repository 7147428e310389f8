package io.gatehouse.account;

import io.gatehouse.account.role.Roles;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.keys.Randomness;
import io.gatehouse.keys.Sha256;
import io.gatehouse.partner.Partner;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Lets in an identity that is bound to nobody yet. The invitation's row lock lines up sign-ins with one address; unique
 * rows settle the rest, and whoever loses looks again for what the winner made.
 */
@Service
class Admission {
    private static final Evidence JUST_IN_TIME = Evidence.of("provisioned", "just-in-time");

    private final AccountRows accounts;
    private final SsoBindings bindings;
    private final InvitationRows invitations;
    private final Roles roles;
    private final LoginEvents events;
    private final Randomness randomness;
    private final Clock clock;

    Admission(
            AccountRows accounts,
            SsoBindings bindings,
            InvitationRows invitations,
            Roles roles,
            LoginEvents events,
            Randomness randomness,
            Clock clock) {
        this.accounts = accounts;
        this.bindings = bindings;
        this.invitations = invitations;
        this.roles = roles;
        this.events = events;
        this.randomness = randomness;
        this.clock = clock;
    }

    sealed interface Outcome {}

    record Admitted(Account account, Evidence how) implements Outcome {}

    record BoundMeanwhile(Account account) implements Outcome {}

    record Denied(Refusal why) implements Outcome {}

    Outcome admit(SsoIdentity identity, Partner partner, String email, boolean justInTime, EventContext context) {
        var now = clock.instant();
        var invitation = invitations.lock(partner.id(), email, now);
        // Whoever is to come in when the identity provider does not work is not to come in by it.
        var open = invitation
                .filter(i -> i.state() == Invitation.State.OPEN)
                .filter(i -> !i.appointment().breakGlass())
                .orElse(null);
        if (open == null && !justInTime) {
            return boundOr(identity, uninvited(invitation));
        }
        var existing = accounts.find(partner.id(), email);
        if (existing.isPresent() && open == null) {
            return boundOr(identity, taken(existing.get()));
        }
        if (existing.isPresent() && existing.get().status() == Account.Status.SUSPENDED) {
            var id = existing.get().id();
            return new Denied(Reason.ACCOUNT_SUSPENDED.because(Evidence.of("account", id)));
        }
        if (existing.isPresent()
                && open != null
                && accounts.asserted(existing.get().id())) {
            return boundOr(identity, heldByWord(existing.get(), open));
        }
        var account = profile(identity, partner, email, existing);
        if (existing.isPresent()) {
            accounts.writeProfile(account, now);
        } else if (!accounts.insert(account, now)) {
            return boundOr(identity, taken(account));
        }
        if (!bindings.bind(identity, account.id(), now)) {
            if (existing.isEmpty()) {
                accounts.remove(account.id());
            }
            return boundOr(identity, taken(account));
        }
        if (open == null) {
            return new Admitted(account, JUST_IN_TIME);
        }
        var by = Evidence.of("issuer", identity.issuer()).and("subject", identity.subject());
        accept(open, account, by, now, context);
        return new Admitted(account, Evidence.of("provisioned", "invitation"));
    }

    /** Lets in whoever holds an invitation's link and will have a password here. Empty if the link opens nothing (more). */
    Optional<Account> join(String token, EventContext context) {
        var now = clock.instant();
        var invitation = invitations
                .lockOfToken(Sha256.of(token), now)
                .filter(i -> i.state() == Invitation.State.OPEN)
                .orElse(null);
        if (invitation == null) {
            return Optional.empty();
        }
        var account = accounts.find(invitation.partner(), invitation.email())
                .or(() -> Optional.of(newcomer(invitation)).filter(fresh -> accounts.insert(fresh, now)))
                // An identity of this address was let in just now, by another road.
                .or(() -> accounts.find(invitation.partner(), invitation.email()))
                .orElseThrow();
        if (account.status() == Account.Status.SUSPENDED) {
            return Optional.empty();
        }
        if (accounts.asserted(account.id())) {
            events.append(context.failure(LoginEvent.Type.INVITATION, heldByWord(account, invitation)));
            return Optional.empty();
        }
        accept(invitation, account, Evidence.of("by", "link"), now, context);
        return Optional.of(account);
    }

    private Account newcomer(Invitation invitation) {
        return new Account(
                new AccountId(randomness.uuid()),
                invitation.partner(),
                invitation.email(),
                null,
                null,
                List.of(),
                Account.Status.ACTIVE);
    }

    private void accept(Invitation invitation, Account account, Evidence by, Instant now, EventContext context) {
        if (!invitations.accept(invitation.id(), now)) {
            throw new IllegalStateException("a locked open invitation can be accepted");
        }
        accounts.vouch(account.id());
        events.append(context.about(account.id().value(), account.email())
                .success(
                        LoginEvent.Type.INVITATION,
                        Evidence.of("invitation", invitation.id())
                                .and("step", "accepted")
                                .and("invited_by", invitation.createdBy())
                                .and(by)));
        roles.appoint(account, invitation.appointment(), invitation.createdBy(), context);
    }

    private Outcome boundOr(SsoIdentity identity, Refusal otherwise) {
        return accounts.bound(SsoBindings.key(identity))
                .<Outcome>map(BoundMeanwhile::new)
                .orElseGet(() -> new Denied(otherwise));
    }

    private static Refusal uninvited(Optional<Invitation> invitation) {
        var state =
                invitation.map(i -> i.state().name().toLowerCase(Locale.ROOT)).orElse(null);
        var evidence = Evidence.expected("an open invitation", state)
                .and("invitation", invitation.map(Invitation::id).orElse(null))
                .and("expires_at", invitation.map(Invitation::expiresAt).orElse(null));
        boolean expired =
                invitation.filter(i -> i.state() == Invitation.State.EXPIRED).isPresent();
        return (expired ? Reason.INVITATION_EXPIRED : Reason.ACCOUNT_NOT_INVITED).because(evidence);
    }

    private static Refusal taken(Account account) {
        return Reason.ACCOUNT_NOT_INVITED.because(
                Evidence.expected("a new invitation", "an account of this address that another identity is bound to")
                        .and("account", account.id()));
    }

    // People may choose an address at their identity provider. Whoever took a free one must not get company in their
    // account
    // when its rightful owner is invited, nor the owner a stranger's.
    private static Refusal heldByWord(Account account, Invitation invitation) {
        return Reason.ACCOUNT_NOT_INVITED.because(Evidence.expected(
                        "an address that nobody has, or has by invitation",
                        "an account that has it by its identity provider's word only")
                .and("account", account.id())
                .and("invitation", invitation.id()));
    }

    private Account profile(SsoIdentity identity, Partner partner, String email, Optional<Account> existing) {
        return new Account(
                existing.map(Account::id).orElseGet(() -> new AccountId(randomness.uuid())),
                partner.id(),
                email,
                identity.givenName(),
                identity.familyName(),
                identity.groups(),
                Account.Status.ACTIVE);
    }
}
