package io.gatehouse.saml.arrival;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.reason.Refusal;
import io.gatehouse.saml.Examination;
import io.gatehouse.saml.PendingRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;

/** A refusal on its way through Spring Security's filter, which knows failures only as exceptions. */
final class ResponseRefused extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final transient IdentityProvider provider;
    private final transient @Nullable PendingRequest pending;
    private final transient Refusal why;
    private final transient Supplier<Examination> examination;

    ResponseRefused(
            IdentityProvider provider,
            @Nullable PendingRequest pending,
            Refusal why,
            Supplier<Examination> examination) {
        super(why.reason().code());
        this.provider = provider;
        this.pending = pending;
        this.why = why;
        this.examination = examination;
    }

    IdentityProvider provider() {
        return provider;
    }

    @Nullable
    PendingRequest pending() {
        return pending;
    }

    Refusal why() {
        return why;
    }

    Examination examination() {
        return examination.get();
    }

    // An expected outcome: a stack trace for each refused response would be the costliest part of refusing it.
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
