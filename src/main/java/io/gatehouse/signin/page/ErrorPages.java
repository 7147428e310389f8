package io.gatehouse.signin.page;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What is left to say when there is nothing at an address, or not by that method: the status in words, and a way on. */
@Controller
class ErrorPages implements ErrorController {
    private final Pages pages;
    private final ContentPolicy contentPolicy;

    ErrorPages(Pages pages, ContentPolicy contentPolicy) {
        this.pages = pages;
        this.contentPolicy = contentPolicy;
    }

    @RequestMapping("/error")
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        // What the firewall turns away passes no filter of ours, so nobody else writes these.
        contentPolicy.writeHeaders(request, response);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path
                && path.startsWith("/api/v1/")) {
            problem(response, status);
        } else {
            pages.show(request, response, status, "error", Map.of("text", key(status)));
        }
    }

    // What the firewall turns away never reaches the door for programs, which would say it in more words (RFC 9457).
    private static void problem(HttpServletResponse response, int status) throws IOException {
        var known = HttpStatus.resolve(status);
        var title = known == null ? "Error" : known.getReasonPhrase();
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream()
                .print("{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"code\":\"%s\"}"
                        .formatted(title, status, title.toLowerCase(Locale.ROOT).replace(' ', '-')));
    }

    private static String key(int status) {
        return switch (status) {
            case 404 -> "error.not-found";
            case 405, 415 -> "error.not-that-way";
            default -> status < 500 ? "error.not-understood" : "error.broken";
        };
    }
}
