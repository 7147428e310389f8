package io.gatehouse.console.connect.wizard;

import io.gatehouse.signin.page.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows the pages of the way, each with where on it somebody is. */
@Component
class WizardPages {
    /** The way, in order; each is a page of a connection and a text. */
    static final List<String> WAY = List.of("guide", "metadata", "attributes", "test", "activate");

    private final Pages pages;

    WizardPages(Pages pages) {
        this.pages = pages;
    }

    /** A page of a connection. */
    void show(
            HttpServletRequest request,
            HttpServletResponse response,
            String template,
            String step,
            Workpiece work,
            @Nullable Trouble trouble,
            Map<String, ?> more)
            throws IOException {
        var model = new HashMap<String, @Nullable Object>();
        model.put("partner", work.partner());
        model.put("id", work.id().value());
        model.put("work", work);
        model.put("life", work.life());
        model.put("guide", work.guide());
        model.put("step", step);
        model.put("way", WAY);
        model.put("trouble", trouble);
        model.putAll(more);
        pages.showOf("connect", request, response, trouble == null ? 200 : 422, template, model);
    }

    /** A page before there is a connection. */
    void show(HttpServletRequest request, HttpServletResponse response, String template, Map<String, ?> model)
            throws IOException {
        pages.showOf("connect", request, response, model.get("trouble") == null ? 200 : 422, template, model);
    }

    void sendOn(HttpServletResponse response, String address) {
        pages.sendOn(response, address);
    }
}
