package io.gatehouse.signin.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/**
 * Renders our pages, for controllers and filters alike. A page is rendered whole before its first byte is sent, so that
 * what it decides on the way (the CSRF cookie, the content policy) still reaches the headers.
 */
@Component
public class Pages {
    private final SpringTemplateEngine engine;

    Pages(SpringTemplateEngine engine) {
        this.engine = engine;
    }

    /** Answers with a page of {@code templates/signin}. */
    public void show(
            HttpServletRequest request, HttpServletResponse response, int status, String template, Map<String, ?> model)
            throws IOException {
        showOf("signin", request, response, status, template, model);
    }

    /** Answers with a page of {@code templates/<folder>}. */
    public void showOf(
            String folder,
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            String template,
            Map<String, ?> model)
            throws IOException {
        var application = JakartaServletWebApplication.buildApplication(request.getServletContext());
        var context = new WebContext(application.buildExchange(request, response), Locale.ENGLISH);
        model.forEach(context::setVariable);
        byte[] page = engine.process(folder + "/" + template, context).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }

    /** Sends the browser on with a GET (303). */
    public void sendOn(HttpServletResponse response, String address) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", address);
        response.setHeader("Cache-Control", "no-store");
    }
}
