package io.gatehouse.saml.logout;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.metadata.Endpoint;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.keys.Randomness;
import io.gatehouse.keys.ServiceKeys.Purpose;
import io.gatehouse.keys.ServiceKeys.ServiceKey;
import io.gatehouse.saml.Asserted.NameIdentifier;
import io.gatehouse.saml.binding.BrowserMessage.Kind;
import io.gatehouse.saml.descriptor.ServiceAddresses;
import io.gatehouse.saml.request.LogoutWriter;
import io.gatehouse.saml.request.LogoutWriter.Heading;
import io.gatehouse.saml.response.Terms;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who we are to a provider when it comes to logout: what its messages are held against, and ours, signed. */
public final class LogoutTerms {
    private final ServiceAddresses addresses;
    private final Function<Purpose, List<ServiceKey>> keys;
    private final LogoutWriter writer;
    private final Randomness randomness;
    private final Clock clock;

    /** With these addresses and keys. */
    public LogoutTerms(
            ServiceAddresses addresses,
            Function<Purpose, List<ServiceKey>> keys,
            LogoutWriter writer,
            Randomness randomness,
            Clock clock) {
        this.addresses = addresses;
        this.keys = keys;
        this.writer = writer;
        this.randomness = randomness;
        this.clock = clock;
    }

    LogoutParty party(IdentityProvider provider, IdpMetadata metadata) {
        var id = provider.id();
        var terms = new Terms(
                addresses.entityId(id),
                addresses.singleLogoutService(id),
                metadata.entityId(),
                provider.version().settings(),
                clock.instant());
        var opening = keys.apply(Purpose.SAML_ENCRYPTION).stream()
                .map(ServiceKey::privateKey)
                .toList();
        return new LogoutParty(terms, metadata, opening);
    }

    /** An id for a message of ours: a name (xs:ID) of 256 random bits. */
    String newId() {
        return "_" + randomness.token();
    }

    Outgoing request(
            RegistrationId id, Endpoint endpoint, String requestId, NameIdentifier name, @Nullable String index) {
        var heading = heading(id, requestId, endpoint.location());
        return Outgoing.to(
                endpoint,
                endpoint.location(),
                Kind.REQUEST,
                null,
                signer(),
                inside -> writer.request(heading, name, index, inside));
    }

    Outgoing answer(
            RegistrationId id, Endpoint endpoint, String answerTo, List<String> codes, @Nullable String relayState) {
        // SAML Metadata 2.2.2: where it differs, answers go to the ResponseLocation.
        var location = endpoint.responseLocation() == null ? endpoint.location() : endpoint.responseLocation();
        var heading = heading(id, newId(), location);
        return Outgoing.to(
                endpoint,
                location,
                Kind.RESPONSE,
                relayState,
                signer(),
                inside -> writer.response(heading, answerTo, codes, inside));
    }

    private Heading heading(RegistrationId id, String messageId, String destination) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Heading(messageId, now, destination, addresses.entityId(id));
    }

    private ServiceKey signer() {
        return keys.apply(Purpose.SAML_SIGNING).getFirst();
    }
}
