package io.gatehouse.saml.arrival;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a browser posted to the assertion consumer service.
 *
 * @param response the decoded bytes of the one SAMLResponse
 * @param relayState as sent, of any length
 */
public record PostedResponse(byte[] response, @Nullable String relayState) {
    /**
     * Reads the raw body, before anything else asks the container for parameters, which would mix the query with the body
     * and have limits of their own.
     */
    public static PostedResponse read(HttpServletRequest request, ArrivalLimits limits)
            throws IOException, Unacceptable {
        if (!FormBody.of(request.getQueryString()).all("SAMLResponse").isEmpty()) {
            throw new Unacceptable("response-in-query", "SAMLResponse in the body only", "one in the query");
        }
        int longestBody = (int) limits.body().toBytes();
        if (request.getContentLengthLong() > longestBody) {
            throw new Unacceptable(
                    "body-too-long", "at most " + longestBody + " bytes", request.getContentLengthLong());
        }
        var form = FormBody.read(request.getInputStream(), longestBody);
        List<String> responses = form.all("SAMLResponse");
        if (responses.size() != 1) {
            throw new Unacceptable("one-response", "one SAMLResponse", responses.size());
        }
        List<String> relayStates = form.all("RelayState");
        if (relayStates.size() > 1) {
            throw new Unacceptable("one-relay-state", "at most one RelayState", relayStates.size());
        }
        return new PostedResponse(
                decoded(responses.getFirst(), (int) limits.response().toBytes()),
                relayStates.isEmpty() ? null : relayStates.getFirst());
    }

    // SAML Bindings 3.5.4 says base64, which some senders fold into lines: white space is skipped, all else is strict.
    private static byte[] decoded(String base64, int longest) throws Unacceptable {
        var text = new StringBuilder(base64.length());
        for (int i = 0; i < base64.length(); i++) {
            char c = base64.charAt(i);
            if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
                text.append(c);
            }
        }
        if (text.isEmpty() || text.length() % 4 != 0) {
            throw new Unacceptable("base64", "whole groups of four characters", text.length() + " characters");
        }
        long length = text.length() / 4 * 3L;
        if (length - 2 > longest) {
            throw new Unacceptable("response-too-long", "at most " + longest + " bytes", length);
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.toString());
        } catch (IllegalArgumentException e) {
            throw new Unacceptable("base64", "base64 (RFC 4648 section 4)", e.getMessage());
        }
        if (bytes.length > longest) {
            throw new Unacceptable("response-too-long", "at most " + longest + " bytes", bytes.length);
        }
        return bytes;
    }
}
