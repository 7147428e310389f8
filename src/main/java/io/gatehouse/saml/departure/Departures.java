package io.gatehouse.saml.departure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.ProviderSettings.SignAuthnRequests;
import io.gatehouse.identityprovider.metadata.Endpoint;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.keys.ServiceKeys.Purpose;
import io.gatehouse.keys.ServiceKeys.ServiceKey;
import io.gatehouse.saml.PendingRequest;
import io.gatehouse.saml.SignInDoor;
import io.gatehouse.saml.SignInDoor.Departure;
import io.gatehouse.saml.SignInDoor.Route;
import io.gatehouse.saml.descriptor.ServiceAddresses;
import io.gatehouse.saml.request.AuthnRequestOrder;
import io.gatehouse.saml.request.AuthnRequestWriter;
import io.gatehouse.saml.request.RedirectEncoding;
import io.gatehouse.saml.request.RequestIds;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.saml2.provider.service.authentication.Saml2RedirectAuthenticationRequest;
import org.springframework.security.saml2.provider.service.registration.RelyingPartyRegistration;
import org.springframework.security.saml2.provider.service.registration.Saml2MessageBinding;
import org.springframework.web.util.UriUtils;

/** Prepares departures: an id that proves itself, the door's sign-in, the AuthnRequest in its binding. */
public final class Departures {
    private final RequestIds ids;
    private final AuthnRequestWriter writer;
    private final ServiceAddresses addresses;
    private final Function<Purpose, List<ServiceKey>> keys;
    private final Clock clock;

    /** Departures with these keys and addresses. */
    public Departures(
            RequestIds ids,
            AuthnRequestWriter writer,
            ServiceAddresses addresses,
            Function<Purpose, List<ServiceKey>> keys,
            Clock clock) {
        this.ids = ids;
        this.writer = writer;
        this.addresses = addresses;
        this.keys = keys;
        this.clock = clock;
    }

    Departing prepare(
            SignInDoor door,
            HttpServletRequest http,
            IdentityProvider provider,
            IdpMetadata metadata,
            Endpoint endpoint,
            Route route) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String id = ids.make(provider.id(), now);
        ProviderSettings settings = provider.version().settings();
        var order = new AuthnRequestOrder(
                id,
                now,
                endpoint.location(),
                addresses.entityId(provider.id()),
                addresses.assertionConsumerService(provider.id()),
                settings.requestedAuthnContext(),
                settings.nameIdFormat());
        @Nullable
        ServiceKey signer =
                settings.signAuthnRequests() == SignAuthnRequests.ALWAYS || metadata.wantAuthnRequestsSigned()
                        ? keys.apply(Purpose.SAML_SIGNING).getFirst()
                        : null;
        // All that can fail for want of a key or a library is done before the door records a departure.
        return switch (endpoint.binding()) {
            case REDIRECT -> {
                String deflated = RedirectEncoding.deflated(writer.write(order));
                @Nullable
                String signature =
                        signer == null ? null : RedirectEncoding.signature(deflated, id, signer.privateKey());
                Departure departure = door.depart(http, provider, id);
                var request = redirect(order, provider, metadata, departure, deflated, signature);
                yield new Departing.ByRedirect(pending(id, now, provider, departure, route), request);
            }
            case POST -> {
                String xml = signer == null ? writer.write(order) : writer.writeSigned(order, signer);
                Departure departure = door.depart(http, provider, id);
                yield new Departing.ByPost(pending(id, now, provider, departure, route), endpoint.location(), xml);
            }
        };
    }

    private static PendingRequest pending(
            String id, Instant now, IdentityProvider provider, Departure departure, Route route) {
        var version = route instanceof Route.Version v ? v : null;
        return new PendingRequest(
                id,
                now,
                provider.id(),
                departure.signIn(),
                departure.reference(),
                departure.returnTo(),
                departure.purpose(),
                version == null ? null : version.hash(),
                version != null && version.examined());
    }

    private static Saml2RedirectAuthenticationRequest redirect(
            AuthnRequestOrder order,
            IdentityProvider provider,
            IdpMetadata metadata,
            Departure departure,
            String deflated,
            @Nullable String signature) {
        var registration = RelyingPartyRegistration.withRegistrationId(
                        provider.id().value())
                .entityId(order.issuer())
                .assertionConsumerServiceLocation(order.assertionConsumerService())
                .assertingPartyMetadata(party -> party.entityId(metadata.entityId())
                        .singleSignOnServiceBinding(Saml2MessageBinding.REDIRECT)
                        .singleSignOnServiceLocation(hinted(order.destination(), metadata, departure.loginHint())))
                .build();
        var request = Saml2RedirectAuthenticationRequest.withRelyingPartyRegistration(registration)
                .id(order.id())
                .relayState(order.id())
                .samlRequest(deflated);
        if (signature != null) {
            request.sigAlg(RedirectEncoding.RSA_SHA256).signature(signature);
        }
        return request.build();
    }

    // SAML's own word for a hint is a Subject in the request, which a provider must match or refuse (SAML Core
    // 3.4.1.4):
    // too strong for what somebody typed. Entra ID takes a login_hint beside the message; others are not given one.
    private static String hinted(String location, IdpMetadata metadata, @Nullable String hint) {
        return switch (metadata.vendor()) {
            case ENTRA_ID ->
                hint == null || hint.isEmpty()
                        ? location
                        : location + (location.contains("?") ? "&" : "?") + "login_hint="
                                + UriUtils.encode(hint, UTF_8);
            default -> location;
        };
    }
}
