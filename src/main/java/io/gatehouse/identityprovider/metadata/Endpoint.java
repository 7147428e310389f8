package io.gatehouse.identityprovider.metadata;

import org.jspecify.annotations.Nullable;

/** Where the asserting party listens, and how. */
public record Endpoint(
        Binding binding, String location, @Nullable String responseLocation, Position position) {
    /** The bindings a browser can carry (SAML Bindings 3.4, 3.5). */
    public enum Binding {
        REDIRECT("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"),
        POST("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST");

        private final String uri;

        Binding(String uri) {
            this.uri = uri;
        }

        /** The binding's identifier. */
        public String uri() {
            return uri;
        }
    }
}
