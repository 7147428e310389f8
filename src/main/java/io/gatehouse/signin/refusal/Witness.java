package io.gatehouse.signin.refusal;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.Reference;
import io.gatehouse.audit.References;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.signin.flight.Proof;
import io.gatehouse.signin.flight.SignIn;
import io.gatehouse.signin.flight.SignIn.Assured;
import io.gatehouse.signin.flight.SignIn.Chosen;
import io.gatehouse.signin.flight.SignIn.Proven;
import io.gatehouse.signin.flight.SignIn.Started;
import io.gatehouse.signin.flight.SignIns;
import io.gatehouse.signin.page.Origins;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Says of a request and a sign-in what their events have in common. */
@Component
public class Witness {
    private static final Logger log = LoggerFactory.getLogger(Witness.class);

    private final Origins origins;
    private final SignIns signIns;
    private final References references;

    Witness(Origins origins, SignIns signIns, References references) {
        this.origins = origins;
        this.signIns = signIns;
        this.references = references;
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
        return remembered(request, subject, step(request, signIn));
    }

    /** The context of single sign-on before the person is known. */
    public EventContext of(
            HttpServletRequest request,
            Reference reference,
            @Nullable PartnerId partner,
            @Nullable RegistrationId provider) {
        var subject = partner == null
                ? new Subject(reference, null, null, null, null, null)
                : first(reference, partner, AuthenticationType.SSO, provider, null);
        return remembered(request, subject, Type.FIRST_FACTOR);
    }

    /**
     * The sign-in that a request is about, for whoever answers where no step can: what was told of in this request, else
     * the sign-in that it names, if this browser has it, else one of its own. Never fails.
     */
    public Seen seen(HttpServletRequest request) {
        if (request.getAttribute(Seen.class.getName()) instanceof Seen seen) {
            return seen;
        }
        try {
            signIns.find(request, named(request)).ifPresent(signIn -> of(request, signIn));
        } catch (RuntimeException e) {
            log.warn("a failed request does not say which sign-in it is of", e);
        }
        return request.getAttribute(Seen.class.getName()) instanceof Seen seen
                ? seen
                : new Seen(of(request, references.next(), null, null), Type.FIRST_FACTOR);
    }

    // A response's body is read by nobody but who bounds it.
    private static @Nullable String named(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/login/") ? null : request.getParameter(SignIns.PARAMETER);
    }

    /** A sign-in as events tell of it, and the step it is at. */
    public record Seen(EventContext context, Type step) {
        /** Its reference. */
        public Reference reference() {
            return Objects.requireNonNull(context.subject().reference(), "a sign-in has a reference");
        }
    }

    private EventContext remembered(HttpServletRequest request, Subject subject, Type step) {
        var context = new EventContext(subject, origins.of(request));
        request.setAttribute(Seen.class.getName(), new Seen(context, step));
        return context;
    }

    private static Type step(HttpServletRequest request, SignIn signIn) {
        return switch (signIn) {
            case Started _, Chosen _ -> Type.FIRST_FACTOR;
            case Proven _ when request.getRequestURI().startsWith("/sign-in/second-factor") -> Type.SECOND_FACTOR;
            case Proven _, Assured _ -> Type.PORTAL_SESSION;
        };
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
