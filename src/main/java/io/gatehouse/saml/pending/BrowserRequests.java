package io.gatehouse.saml.pending;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.saml.PendingRequest;
import io.gatehouse.saml.request.RequestIds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The requests that one browser waits for from one registration, as its cookies say. */
record BrowserRequests(
        RequestIds ids, Duration lifetime, Instant now, RegistrationId registration, Function<String, Cookies> cookies)
        implements PendingRequests {
    @Override
    public Answer answering(String inResponseTo) {
        Optional<Instant> issuedAt = ids.issuedAt(inResponseTo, registration);
        if (issuedAt.isEmpty()) {
            return refused(
                    Reason.REQUEST_UNKNOWN,
                    Evidence.expected("a request of ours to " + registration, inResponseTo)
                            .and("in_response_to", inResponseTo));
        }
        var evidence = Evidence.of("in_response_to", inResponseTo).and("issued_at", issuedAt.get());
        if (!now.isBefore(issuedAt.get().plus(lifetime))) {
            return refused(
                    Reason.REQUEST_EXPIRED,
                    evidence.and(
                            "age_seconds", Duration.between(issuedAt.get(), now).toSeconds()));
        }
        Cookies held = cookies.apply(inResponseTo);
        return held.opened().stream()
                .filter(pending -> pending.requestId().equals(inResponseTo)
                        && pending.registration().equals(registration))
                .findFirst()
                .<Answer>map(Answer.Known::new)
                // Ours and in time, but not of this browser: login CSRF, or a browser that keeps no such cookies.
                .orElseGet(() -> refused(
                        Reason.REQUEST_UNKNOWN, evidence.and("cookie", held.found() == 0 ? "missing" : "not ours")));
    }

    private static Answer refused(Reason reason, Evidence evidence) {
        return new Answer.Refused(reason.because(evidence));
    }

    /** How many cookies bear the request's name, and what those say that open. */
    record Cookies(int found, List<PendingRequest> opened) {}
}
