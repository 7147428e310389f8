package io.gatehouse.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.reason.Breakdown;
import io.gatehouse.reason.CallReason;
import io.gatehouse.reason.Reason;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;

/** Turns whatever ends a call early into a problem, and writes it. What is unforeseen goes to the log, not to the caller. */
@Component
class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final ObjectMapper json;
    private final MessageSource texts;

    Problems(ObjectMapper json, MessageSource texts) {
        this.json = json;
        this.texts = texts;
    }

    /** The problem that an exception stands for. */
    Problem of(Exception exception) {
        return switch (exception) {
            case ProblemException expected -> expected.problem();
            case HttpRequestMethodNotSupportedException method ->
                Problem.of(CallReason.METHOD_NOT_ALLOWED, "This address does not know the method.")
                        .withHeaders(allow(method));
            case RequestRejectedException _ ->
                Problem.of(CallReason.REQUEST_MALFORMED, "A parameter holds what is no text, such as a NUL.");
            case ErrorResponse known -> ofStatus(known.getStatusCode().value());
            case Throwable failure
            when Breakdown.isOutage(failure) -> {
                LOG.error("The database cannot be reached", exception);
                yield Problem.of(Reason.UNAVAILABLE, 503, "The database cannot be reached. Try again later.");
            }
            default -> {
                LOG.error("Unforeseen", exception);
                yield Problem.of(Reason.UNFORESEEN, 500, "A defect. The gateway's log has the error.");
            }
        };
    }

    /** Answers with the problem. */
    void write(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", "about:blank");
        members.put("title", title(problem));
        members.put("status", problem.status());
        members.put("detail", problem.detail());
        members.put("instance", request.getRequestURI());
        members.put("code", problem.code());
        members.putAll(problem.more());
        response.reset();
        response.setStatus(problem.status());
        problem.headers().forEach(response::setHeader);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(UTF_8.name());
        json.writeValue(response.getOutputStream(), members);
    }

    private String title(Problem problem) {
        return Objects.requireNonNull(
                texts.getMessage("reason." + problem.code() + ".title", null, problem.code(), Locale.ENGLISH));
    }

    private static Problem ofStatus(int status) {
        return switch (status) {
            case 404 -> Problem.notFound();
            case 415 -> Problem.of(CallReason.MEDIA_TYPE_UNSUPPORTED, "The request cannot be answered in this form.");
            default ->
                Problem.of(CallReason.BAD_REQUEST, "The request cannot be answered in this form.")
                        .answered(status);
        };
    }

    private static Map<String, String> allow(HttpRequestMethodNotSupportedException exception) {
        var methods = exception.getSupportedHttpMethods();
        return methods == null || methods.isEmpty()
                ? Map.of()
                : Map.of(
                        "Allow", methods.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", ")));
    }
}
