package io.gatehouse.console.page;

import io.gatehouse.audit.LoginEvent;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A login event as a line of a table. */
public record EventLine(
        String time,
        String type,
        boolean failure,
        String reason,
        String partner,
        String email,
        String provider,
        String authenticationType,
        String reference,
        String clientIp,
        String actor,
        String details) {
    /** The line of an event. */
    public static EventLine of(LoginEvent event) {
        var subject = event.subject();
        var reason = event.reason();
        var reference = subject.reference();
        return new EventLine(
                Moments.second(event.time()),
                event.type().code(),
                event.outcome() == LoginEvent.Outcome.FAILURE,
                reason == null ? "" : reason.code(),
                or(subject.partner()),
                or(subject.email()),
                or(subject.identityProvider()),
                or(subject.authenticationType()),
                reference == null ? "" : reference.value(),
                or(event.origin().clientIp()),
                or(event.actor()),
                event.details().values().entrySet().stream()
                        .map(e -> e.getKey() + ": " + e.getValue())
                        .collect(Collectors.joining(" · ")));
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }
}
