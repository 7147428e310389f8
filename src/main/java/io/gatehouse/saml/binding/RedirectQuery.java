package io.gatehouse.saml.binding;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.saml.binding.BrowserMessage.Carrier;
import io.gatehouse.saml.binding.BrowserMessage.Kind;
import io.gatehouse.saml.binding.BrowserMessage.QuerySignature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A message in a query (SAML Bindings 3.4). The query is taken apart here, raw: a parameter twice, or one that nobody knows,
 * is where two readers see two messages.
 */
public final class RedirectQuery {
    private static final String DEFLATE = "urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE";
    private static final Set<String> KNOWN =
            Set.of("SAMLRequest", "SAMLResponse", "RelayState", "SigAlg", "Signature", "SAMLEncoding");
    private static final int LONGEST_SIGNATURE = 2048;

    private final Map<String, String> raw = new HashMap<>();

    private RedirectQuery() {}

    /** The message of this raw query, inflated to at most this many bytes. */
    public static BrowserMessage read(@Nullable String query, int longest) throws Unacceptable {
        var parts = new RedirectQuery();
        parts.takeApart(query == null ? "" : query);
        Kind kind = parts.kind();
        String encoding = parts.decoded("SAMLEncoding");
        if (encoding != null && !encoding.equals(DEFLATE)) {
            throw new Unacceptable("encoding", DEFLATE, encoding);
        }
        byte[] deflated = Base64Text.decoded(String.valueOf(parts.decoded(kind.parameter())), longest);
        return new BrowserMessage(
                kind,
                Carrier.REDIRECT,
                inflated(deflated, longest),
                BrowserMessage.relayState(parts.decoded("RelayState")),
                parts.signature(kind));
    }

    private void takeApart(String query) throws Unacceptable {
        for (String pair : query.split("&", KNOWN.size() + 1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!KNOWN.contains(name)) {
                throw new Unacceptable(
                        "unknown-parameter", KNOWN.stream().sorted().toList().toString(), name);
            }
            if (raw.put(name, equals < 0 ? "" : pair.substring(equals + 1)) != null) {
                throw new Unacceptable("one-of-each", "one " + name, "several");
            }
        }
    }

    private Kind kind() throws Unacceptable {
        boolean request = raw.containsKey(Kind.REQUEST.parameter());
        if (request == raw.containsKey(Kind.RESPONSE.parameter())) {
            throw new Unacceptable("one-message", "one SAMLRequest or SAMLResponse", request ? "both" : "none");
        }
        return request ? Kind.REQUEST : Kind.RESPONSE;
    }

    private @Nullable QuerySignature signature(Kind kind) throws Unacceptable {
        String method = decoded("SigAlg");
        String value = decoded("Signature");
        if (method == null && value == null) {
            return null;
        }
        if (method == null || value == null) {
            throw new Unacceptable("signature", "SigAlg and Signature", "one of them");
        }
        var octets = new StringBuilder(kind.parameter()).append('=').append(raw.get(kind.parameter()));
        if (raw.containsKey("RelayState")) {
            octets.append("&RelayState=").append(raw.get("RelayState"));
        }
        octets.append("&SigAlg=").append(raw.get("SigAlg"));
        return new QuerySignature(
                octets.toString().getBytes(US_ASCII), method, Base64Text.decoded(value, LONGEST_SIGNATURE));
    }

    private @Nullable String decoded(String name) throws Unacceptable {
        String value = raw.get(name);
        try {
            return value == null ? null : URLDecoder.decode(value, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Unacceptable("bad-escape", "percent-encoded text", e.getMessage());
        }
    }

    private static byte[] inflated(byte[] deflated, int longest) throws Unacceptable {
        var inflater = new Inflater(true);
        try (var in = new InflaterInputStream(new ByteArrayInputStream(deflated), inflater)) {
            byte[] bytes = in.readNBytes(longest + 1);
            if (bytes.length > longest) {
                throw new Unacceptable("response-too-long", "at most " + longest + " bytes", "more");
            }
            if (!inflater.finished() || inflater.getRemaining() > 0) {
                throw new Unacceptable("deflate", "one deflated text (RFC 1951)", "more after it");
            }
            return bytes;
        } catch (IOException e) {
            throw new Unacceptable("deflate", "deflated text (RFC 1951)", e.getMessage());
        } finally {
            inflater.end();
        }
    }
}
