package io.gatehouse.saml.logout;

import io.gatehouse.identityprovider.metadata.Endpoint;
import io.gatehouse.identityprovider.metadata.Endpoint.Binding;
import io.gatehouse.keys.ServiceKeys.ServiceKey;
import io.gatehouse.saml.binding.BrowserMessage.Kind;
import io.gatehouse.saml.request.PostPage;
import io.gatehouse.saml.request.RedirectEncoding;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A logout message of ours on its way: the binding says where its signature stands. */
sealed interface Outgoing {
    /** Signed in the query. */
    record ByRedirect(String address) implements Outgoing {}

    /** Signed inside. */
    record ByPost(
            String location,
            Kind kind,
            String xml,
            @Nullable String relayState) implements Outgoing {
        void write(HttpServletResponse response, PostPage page) throws IOException {
            page.write(response, location, kind, xml, relayState, "saml.logout");
        }
    }

    /**
     * Signs and encodes a message for an endpoint.
     *
     * @param written the message's text, with a signature inside by the key that it is given
     */
    static Outgoing to(
            Endpoint endpoint,
            String location,
            Kind kind,
            @Nullable String relayState,
            ServiceKey key,
            Function<@Nullable ServiceKey, String> written) {
        if (endpoint.binding() == Binding.POST) {
            return new ByPost(location, kind, written.apply(key), relayState);
        }
        String query = RedirectEncoding.signedQuery(
                kind.parameter(), RedirectEncoding.deflated(written.apply(null)), relayState, key.privateKey());
        return new ByRedirect(location + (location.contains("?") ? "&" : "?") + query);
    }
}
