package io.gatehouse.saml.binding;

import io.gatehouse.saml.binding.BrowserMessage.Carrier;
import io.gatehouse.saml.binding.BrowserMessage.Kind;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;

/** A request or response in a form (SAML Bindings 3.5): one message, in the body, and at most one relay state. */
public final class PostedForm {
    private PostedForm() {}

    /** Reads the body, of at most so many bytes, with a message of at most so many. */
    public static BrowserMessage read(HttpServletRequest request, int longestBody, int longestMessage)
            throws IOException, Unacceptable {
        var query = FormBody.of(request.getQueryString());
        for (Kind kind : Kind.values()) {
            if (!query.all(kind.parameter()).isEmpty()) {
                throw new Unacceptable("message-in-query", kind.parameter() + " in the body only", "one in the query");
            }
        }
        var form = FormBody.posted(request, longestBody);
        List<String> requests = form.all(Kind.REQUEST.parameter());
        List<String> responses = form.all(Kind.RESPONSE.parameter());
        int count = requests.size() + responses.size();
        if (count != 1) {
            throw new Unacceptable("one-message", "one SAMLRequest or SAMLResponse", count);
        }
        List<String> relayStates = form.all("RelayState");
        if (relayStates.size() > 1) {
            throw new Unacceptable("one-relay-state", "at most one RelayState", relayStates.size());
        }
        boolean asks = !requests.isEmpty();
        return new BrowserMessage(
                asks ? Kind.REQUEST : Kind.RESPONSE,
                Carrier.POST,
                Base64Text.decoded(asks ? requests.getFirst() : responses.getFirst(), longestMessage),
                BrowserMessage.relayState(relayStates.isEmpty() ? null : relayStates.getFirst()),
                null);
    }
}
