package io.gatehouse.signin.refusal;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.Reference;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.signin.flight.Proof;
import io.gatehouse.signin.flight.SignIn;
import io.gatehouse.signin.flight.SignIn.Assured;
import io.gatehouse.signin.flight.SignIn.Chosen;
import io.gatehouse.signin.flight.SignIn.Proven;
import io.gatehouse.signin.flight.SignIn.Started;
import io.gatehouse.signin.page.Origins;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says of a request and a sign-in what their events have in common. */
@Component
public class Witness {
    private final Origins origins;

    Witness(Origins origins) {
        this.origins = origins;
    }

    /** The context of a sign-in's events, as much as its step knows. */
    public EventContext of(HttpServletRequest request, SignIn signIn) {
        var reference = signIn.journey().reference();
        var subject = switch (signIn) {
            case Started s ->
                new Subject(reference, s.partner() == null ? null : s.partner().value(), null, null, null, null);
            case Chosen c -> first(reference, c.partner(), c.type(), c.provider(), c.email());
            case Proven p -> subject(reference, p.partner(), p.account().value(), p.proof());
            case Assured a -> subject(reference, a.partner(), a.account().value(), a.proof());
        };
        return new EventContext(subject, origins.of(request));
    }

    /** The context of single sign-on before the person is known. */
    public EventContext of(
            HttpServletRequest request,
            Reference reference,
            @Nullable PartnerId partner,
            @Nullable RegistrationId provider) {
        return new EventContext(
                partner == null
                        ? new Subject(reference, null, null, null, null, null)
                        : first(reference, partner, AuthenticationType.SSO, provider, null),
                origins.of(request));
    }

    /** The context of what somebody does with a partner's link, before they are known. */
    public EventContext ofLink(HttpServletRequest request, Reference reference, @Nullable PartnerId partner) {
        var subject = new Subject(reference, partner == null ? null : partner.value(), null, null, null, null);
        return new EventContext(subject, origins.of(request));
    }

    private static Subject first(
            Reference reference,
            PartnerId partner,
            AuthenticationType type,
            @Nullable RegistrationId provider,
            @Nullable String email) {
        return new Subject(
                reference, partner.value(), null, email, type.code(), provider == null ? null : provider.value());
    }

    private static Subject subject(Reference reference, PartnerId partner, UUID account, Proof proof) {
        return new Subject(
                reference,
                partner.value(),
                account,
                null,
                proof.type().code(),
                proof.provider() == null ? null : proof.provider().value());
    }
}
