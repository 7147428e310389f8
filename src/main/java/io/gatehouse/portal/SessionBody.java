package io.gatehouse.portal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;

/** JSON to and from the session API. */
final class SessionBody {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private SessionBody() {}

    /** The body that opens this session; members without a value are left out. */
    static String of(PortalRequest request, UUID sid, PortalOrigin origin) {
        var account = request.account();
        var returnTo = request.returnTo();
        var body = new LinkedHashMap<String, Object>();
        body.put("sub", account.id().toString());
        body.put("sid", sid.toString());
        body.put("email", account.email());
        if (account.givenName() != null) {
            body.put("given_name", account.givenName());
        }
        if (account.familyName() != null) {
            body.put("family_name", account.familyName());
        }
        body.put("partner", request.partner());
        body.put("groups", account.groups());
        if (returnTo != null && origin.mayReturnTo(withoutFragment(returnTo))) {
            body.put("return_to", returnTo);
        }
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text that is no JSON text", e);
        }
    }

    // A fragment is read by the page alone, so it says nothing about whose page it is (RFC 3986 3.5).
    private static String withoutFragment(String address) {
        int fragment = address.indexOf('#');
        return fragment < 0 ? address : address.substring(0, fragment);
    }

    /** The reason a portal gave for declining, if it is readable. */
    static Optional<String> reasonIn(byte[] declined) {
        try {
            var reason = JSON.readTree(declined).path("reason");
            return reason.isTextual() ? Optional.of(reason.textValue()) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty(); // a portal may decline without words, and without JSON
        }
    }
}
