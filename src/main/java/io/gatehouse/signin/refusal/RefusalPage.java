package io.gatehouse.signin.refusal;

import io.gatehouse.audit.Reference;
import io.gatehouse.partner.Partner;
import io.gatehouse.reason.Refusal;
import io.gatehouse.signin.flight.Journey;
import io.gatehouse.signin.page.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The one page for all refusals: what happened, what to do, whom to contact, the reference, a way on. */
@Component
public class RefusalPage {
    private final Pages pages;
    private final Advice advice;

    RefusalPage(Pages pages, Advice advice) {
        this.pages = pages;
        this.advice = advice;
    }

    /**
     * Answers with the page.
     *
     * @param partner whose account manager to name, if known
     * @param wayOn where "try again" leads, or null for the log-on page
     */
    public void show(
            HttpServletRequest request,
            HttpServletResponse response,
            Refusal why,
            Reference reference,
            @Nullable Partner partner,
            @Nullable String wayOn)
            throws IOException {
        show(
                request,
                response,
                why,
                reference,
                partner,
                wayOn,
                "reason." + why.reason().code());
    }

    /** The same in other words, where those of the reason would not be true: the texts of this key. */
    void showAs(
            String text,
            HttpServletRequest request,
            HttpServletResponse response,
            Refusal why,
            Reference reference,
            @Nullable Partner partner)
            throws IOException {
        show(request, response, why, reference, partner, null, text);
    }

    private void show(
            HttpServletRequest request,
            HttpServletResponse response,
            Refusal why,
            Reference reference,
            @Nullable Partner partner,
            @Nullable String wayOn,
            String text)
            throws IOException {
        var reason = why.reason();
        var model = new HashMap<String, @Nullable Object>();
        model.put("text", text);
        model.put("code", reason.tellable() ? reason.code() : null);
        model.put("reference", reference.value());
        model.put("advice", advice.on(why, partner));
        model.put("wayOn", wayOn == null ? signIn(partner) : wayOn);
        if (reason.status() == 503 || reason.status() == 429) {
            var seconds = why.evidence().values().get("retry_after");
            response.setHeader("Retry-After", seconds == null ? "30" : seconds.toString());
        }
        pages.show(request, response, reason.status(), "refused", model);
    }

    /** Answers with the page that tries the hand-off again without a new sign-in. */
    void offerRetry(
            HttpServletRequest request, HttpServletResponse response, Refusal why, Journey journey, Partner partner)
            throws IOException {
        var model = Map.of(
                "signIn", journey.id().toString(),
                "code", why.reason().code(),
                "reference", journey.reference().value(),
                "advice", advice.on(why, partner));
        response.setHeader("Retry-After", "15");
        pages.show(request, response, why.reason().status(), "portal-unavailable", model);
    }

    private static String signIn(@Nullable Partner partner) {
        return partner == null ? "/sign-in" : "/sign-in?partner=" + partner.id();
    }
}
