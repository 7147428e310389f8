package io.gatehouse.saml.arrival;

import io.gatehouse.saml.binding.Base64Text;
import io.gatehouse.saml.binding.FormBody;
import io.gatehouse.saml.binding.Unacceptable;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a browser posted to the assertion consumer service.
 *
 * @param response the decoded bytes of the one SAMLResponse
 * @param relayState as sent, of any length
 */
public record PostedResponse(byte[] response, @Nullable String relayState) {
    /** The relay state of this request as far as it was read, whatever else is wrong with it. */
    static @Nullable String relayStateOf(HttpServletRequest request) {
        return request.getAttribute(PostedResponse.class.getName()) instanceof String relayState ? relayState : null;
    }

    /**
     * Reads the raw body, before anything else asks the container for parameters, which would mix the query with the body
     * and have limits of their own.
     */
    public static PostedResponse read(HttpServletRequest request, ArrivalLimits limits)
            throws IOException, Unacceptable {
        if (!FormBody.of(request.getQueryString()).all("SAMLResponse").isEmpty()) {
            throw new Unacceptable("response-in-query", "SAMLResponse in the body only", "one in the query");
        }
        var form = FormBody.posted(request, (int) limits.body().toBytes());
        List<String> relayStates = form.all("RelayState");
        if (relayStates.size() == 1) {
            request.setAttribute(PostedResponse.class.getName(), relayStates.getFirst());
        }
        List<String> responses = form.all("SAMLResponse");
        if (responses.size() != 1) {
            throw new Unacceptable("one-response", "one SAMLResponse", responses.size());
        }
        if (relayStates.size() > 1) {
            throw new Unacceptable("one-relay-state", "at most one RelayState", relayStates.size());
        }
        return new PostedResponse(
                Base64Text.decoded(responses.getFirst(), (int) limits.response().toBytes()),
                relayStates.isEmpty() ? null : relayStates.getFirst());
    }
}
