package io.gatehouse.signin.signout;

import io.gatehouse.audit.Reference;
import io.gatehouse.reason.Refusal;
import io.gatehouse.signin.page.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The pages of a sign-out: what is over, and what may not be. */
@Component
class SignedOutPage {
    private final Pages pages;

    SignedOutPage(Pages pages) {
        this.pages = pages;
    }

    /** What is known of the session at the company's own sign-in. */
    enum Company {
        /** It was not asked, so it may go on. */
        UNASKED("signed-out.idp"),
        /** It is over too. */
        OVER("signed-out.everywhere"),
        /** It was asked, and did not say that all is over. */
        UNSURE("signed-out.partial"),
        /** It was the company's sign-in that wanted this. */
        ASKED_FOR_IT("signed-out.by-company"),
        /** The same, but not all that it named could be ended everywhere. */
        ASKED_FOR_MORE("signed-out.by-company-partly");

        private final String text;

        Company(String text) {
            this.text = text;
        }
    }

    /** Signed out; {@code had} tells whether this browser had a session that is over now. */
    void show(HttpServletRequest request, HttpServletResponse response, boolean had, Company company)
            throws IOException {
        show(request, response, 200, had, company, null, null);
    }

    /** Signed out here, and not surely at the company's; the reference leads to why. */
    void showUnsure(
            HttpServletRequest request, HttpServletResponse response, @Nullable Refusal why, Reference reference)
            throws IOException {
        int status = why == null ? 200 : why.reason().status();
        show(request, response, status, true, Company.UNSURE, why, reference);
    }

    /** Signed out here, and on the way to the company's sign-out by an address. */
    void showLeaving(HttpServletRequest request, HttpServletResponse response, String address) throws IOException {
        response.setHeader("Refresh", "0; url=" + address);
        pages.show(request, response, 200, "signing-out", Map.of("address", address));
    }

    /** A logout message was not accepted, and nothing was ended by it. */
    void showRefused(HttpServletRequest request, HttpServletResponse response, Refusal why, Reference reference)
            throws IOException {
        if (why.reason().status() == 503) {
            response.setHeader("Retry-After", "30");
        }
        var model = new HashMap<String, @Nullable Object>();
        model.put("reference", reference.value());
        model.put("code", why.reason().code());
        pages.show(request, response, why.reason().status(), "sign-out-refused", model);
    }

    private void show(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            boolean had,
            Company company,
            @Nullable Refusal why,
            @Nullable Reference reference)
            throws IOException {
        var model = new HashMap<String, @Nullable Object>();
        model.put("had", had);
        model.put("company", company.text);
        model.put("reference", reference == null ? null : reference.value());
        model.put("code", why == null ? null : why.reason().code());
        pages.show(request, response, status, "signed-out", model);
    }
}
