package io.gatehouse.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.gatehouse.audit.LoginEvent;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A login event as programs read it: always all members, null where there is nothing to say. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record LoginEventView(
        UUID id,
        String time,
        String type,
        String outcome,
        @Nullable String reason,
        @Nullable String reference,
        @Nullable String partner,
        @Nullable UUID account,
        @Nullable String email,
        @Nullable String authenticationType,
        @Nullable String identityProvider,
        @Nullable String secondFactor,
        @Nullable String clientIp,
        @Nullable String userAgent,
        @Nullable String requestId,
        @Nullable String traceId,
        @Nullable String actor,
        Map<String, Object> details) {
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    static LoginEventView of(LoginEvent event) {
        var subject = event.subject();
        var origin = event.origin();
        var reason = event.reason();
        var reference = subject.reference();
        return new LoginEventView(
                event.id(),
                time(event.time()),
                event.type().code(),
                event.outcome().code(),
                reason == null ? null : reason.code(),
                reference == null ? null : reference.value(),
                subject.partner(),
                subject.account(),
                subject.email(),
                subject.authenticationType(),
                subject.identityProvider(),
                event.secondFactor(),
                origin.clientIp(),
                origin.userAgent(),
                origin.requestId(),
                origin.traceId(),
                event.actor(),
                event.details().values());
    }

    // Three decimals always, so that texts of times sort as times do.
    private static String time(Instant time) {
        return MILLISECONDS.format(time);
    }
}
