package io.gatehouse.saml.binding;

import org.jspecify.annotations.Nullable;

/**
 * One message that a browser carried, its bytes bounded and nothing of it believed.
 *
 * @param relayState as sent, at most {@value #LONGEST_RELAY_STATE} printable ASCII characters
 * @param signature the query's, which only the Redirect binding has
 */
public record BrowserMessage(
        Kind kind,
        Carrier carrier,
        byte[] xml,
        @Nullable String relayState,
        @Nullable QuerySignature signature) {
    // SAML Bindings 3.4.3 says 80 bytes; some senders need more, and nobody needs this much.
    private static final int LONGEST_RELAY_STATE = 512;

    /** Whether it asks or answers. */
    public enum Kind {
        REQUEST("SAMLRequest"),
        RESPONSE("SAMLResponse");

        private final String parameter;

        Kind(String parameter) {
            this.parameter = parameter;
        }

        /** The parameter that carries it. */
        public String parameter() {
            return parameter;
        }
    }

    /** How it was carried (SAML Bindings 3.4, 3.5). */
    public enum Carrier {
        REDIRECT,
        POST
    }

    /**
     * The signature beside a redirected message (SAML Bindings 3.4.4.1).
     *
     * @param octets what was signed, exactly as it came: decoding and encoding anew may give other octets
     */
    public record QuerySignature(byte[] octets, String method, byte[] value) {}

    /** The relay state, if it is one that may be handed back; it goes into an address or a form of somebody else's. */
    static @Nullable String relayState(@Nullable String sent) throws Unacceptable {
        if (sent != null
                && (sent.length() > LONGEST_RELAY_STATE || !sent.chars().allMatch(c -> c >= 0x20 && c < 0x7f))) {
            throw new Unacceptable(
                    "relay-state",
                    "at most " + LONGEST_RELAY_STATE + " printable ASCII characters",
                    sent.length() + " characters");
        }
        return sent;
    }
}
