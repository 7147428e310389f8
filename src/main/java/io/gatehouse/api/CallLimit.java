package io.gatehouse.api;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.Origins;
import io.gatehouse.limits.AddressLimit;
import io.gatehouse.limits.AddressLimit.Closed;
import io.gatehouse.reason.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** How often an address may come with a token that opens nothing. Calls that are answered spend nothing. */
@Component
class CallLimit {
    private final AddressLimit limit;
    private final Origins origins;
    private final LoginEvents events;
    private final TransactionOperations transactions;

    CallLimit(AddressLimit limit, Origins origins, LoginEvents events, TransactionOperations transactions) {
        this.limit = limit;
        this.origins = origins;
        this.events = events;
        this.transactions = transactions;
    }

    /** Why this call is not even looked at, if so. */
    Optional<Problem> standing(HttpServletRequest request) {
        return limit.standing(
                        origins.of(request.getRemoteAddr(), request::getHeaders).clientIp())
                .map(CallLimit::problem);
    }

    /** Counts a wrong token; the problem if it was one too many, which is recorded once. */
    Optional<Problem> failed(HttpServletRequest request) {
        var origin = origins.of(request.getRemoteAddr(), request::getHeaders);
        var closed = limit.failed(origin.clientIp());
        closed.filter(Closed::untold).ifPresent(c -> {
            var context = new EventContext(Subject.NOBODY, origin);
            transactions.executeWithoutResult(_ -> events.append(context.failure(Type.ADMINISTRATION, c.refusal())));
        });
        return closed.map(CallLimit::problem);
    }

    private static Problem problem(Closed closed) {
        var seconds = closed.refusal().evidence().values().get("retry_after");
        return Problem.of(Reason.RATE_LIMITED, 429, "Too many calls with a token that opens nothing.")
                .withHeaders(Map.of("Retry-After", String.valueOf(seconds)));
    }
}
