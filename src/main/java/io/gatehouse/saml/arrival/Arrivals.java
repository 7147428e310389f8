package io.gatehouse.saml.arrival;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.keys.ServiceKeys.Purpose;
import io.gatehouse.keys.ServiceKeys.ServiceKey;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import io.gatehouse.saml.PendingRequest;
import io.gatehouse.saml.descriptor.ServiceAddresses;
import io.gatehouse.saml.judgement.Examined;
import io.gatehouse.saml.judgement.RelyingParty;
import io.gatehouse.saml.judgement.ResponseJudge.Judgement;
import io.gatehouse.saml.pending.PendingCookies;
import io.gatehouse.saml.pending.PendingRequests;
import io.gatehouse.saml.pending.PendingRequests.Answer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;

/** Has arrived responses judged, and applies what only the browser's side knows: its cookies and its relay state. */
public final class Arrivals implements AuthenticationManager {
    private final ResponseJudging judge;
    private final PendingCookies cookies;
    private final ServiceAddresses addresses;
    private final Function<Purpose, List<ServiceKey>> keys;
    private final KeyUses uses;
    private final Clock clock;

    /** Arrivals that this judge judges. */
    public Arrivals(
            ResponseJudging judge,
            PendingCookies cookies,
            ServiceAddresses addresses,
            Function<Purpose, List<ServiceKey>> keys,
            KeyUses uses,
            Clock clock) {
        this.judge = judge;
        this.cookies = cookies;
        this.addresses = addresses;
        this.keys = keys;
        this.uses = uses;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var arrived = (ArrivedResponse) authentication;
        IdentityProvider provider = arrived.provider();
        PendingRequests waiting = cookies.of(arrived.request(), provider.id());
        var examined = judge.judge(arrived.posted().response(), relyingParty(arrived), waiting, clock.instant());
        return switch (examined.judgement()) {
            case Judgement.Refused refused ->
                throw new ResponseRefused(
                        provider,
                        refused.pending() == null ? byRelayState(arrived, waiting) : refused.pending(),
                        refused.why(),
                        examined.examination());
            case Judgement.Accepted accepted -> {
                var pending = accepted.pending();
                var misplaced = pending == null ? unsolicited(arrived) : ofAnotherVersion(arrived, pending);
                misplaced.ifPresent(why -> {
                    throw new ResponseRefused(provider, null, why, examined.examination());
                });
                remember(accepted, provider);
                yield new AcceptedResponse(
                        provider, accepted, pending == null ? allowed(arrived) : null, examined.examination());
            }
        };
    }

    // In a rollover of ours this shows who still encrypts to the key that is about to go.
    private void remember(Judgement.Accepted accepted, IdentityProvider provider) {
        if (accepted.openedBy() != null) {
            keys.apply(Purpose.SAML_ENCRYPTION).stream()
                    .filter(key -> key.privateKey().equals(accepted.openedBy()))
                    .forEach(key -> uses.saw(key.id(), provider.id().value(), clock.instant()));
        }
    }

    // Each request is answered before the version that sent it, and before no other.
    private static Optional<Refusal> ofAnotherVersion(ArrivedResponse arrived, PendingRequest pending) {
        var judged = arrived.asked() == null ? null : arrived.asked().version();
        return Objects.equals(judged, pending.version())
                ? Optional.empty()
                : Optional.of(Reason.REQUEST_UNKNOWN.because(Evidence.expected(judged, pending.version())
                        .and("problem", "the request was sent by another version of the connection")));
    }

    private static @Nullable String allowed(ArrivedResponse arrived) {
        var relayState = arrived.posted().relayState();
        return relayState == null || relayState.isEmpty() ? null : relayState;
    }

    private RelyingParty relyingParty(ArrivedResponse arrived) {
        var id = arrived.provider().id();
        return new RelyingParty(
                addresses.entityId(id),
                addresses.assertionConsumerService(id),
                arrived.metadata(),
                arrived.provider().version().settings(),
                keys.apply(Purpose.SAML_ENCRYPTION).stream()
                        .map(ServiceKey::privateKey)
                        .toList());
    }

    // A refused response may not say, or not provably, what it answers; the relay state that came with it does, if it
    // is
    // our own and of this browser. It only names the sign-in that the refusal belongs to.
    private static @Nullable PendingRequest byRelayState(ArrivedResponse arrived, PendingRequests waiting) {
        String relayState = arrived.posted().relayState();
        return relayState != null && waiting.answering(relayState) instanceof Answer.Known known
                ? known.request()
                : null;
    }

    private static Optional<Refusal> unsolicited(ArrivedResponse arrived) {
        ProviderSettings settings = arrived.provider().version().settings();
        String relayState = arrived.posted().relayState();
        boolean named = relayState == null
                || relayState.isEmpty()
                || settings.unsolicitedRelayStates().contains(relayState);
        return switch (settings.unsolicited()) {
            case REFUSE, BOUNCE ->
                Optional.of(Reason.UNSOLICITED_RESPONSE.because(
                        Evidence.of("unsolicited", settings.unsolicited().name().toLowerCase(Locale.ROOT))));
            case ACCEPT ->
                named
                        ? Optional.empty()
                        : Optional.of(Reason.UNSOLICITED_RESPONSE.because(
                                Evidence.of("problem", "not one of unsolicited-relay-states")
                                        .and("relay_state", relayState)));
        };
    }

    /** Who keeps which of our keys opened what. */
    public interface KeyUses {
        /** See {@link io.gatehouse.keys.ServiceKeyUses#saw}. */
        void saw(String keyId, String usedBy, Instant at);
    }

    /** The judge, as seen from here. */
    public interface ResponseJudging {
        /** See {@link ResponseJudge#examine}. */
        Examined judge(byte[] response, RelyingParty relyingParty, PendingRequests pending, Instant now);
    }
}
