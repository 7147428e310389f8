package io.gatehouse.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.keys.Sha256;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What is sealed of an event: canonical JSON (RFC 8785) of its facts. What may have to be forgotten one day stands in it
 * only as a salted hash, in two parts that can be redacted apart: {@code personal} (e-mail address, client address, user
 * agent) and {@code details}. A part's hash is SHA-256 over its 16 salt bytes and its own canonical JSON, in hex; redacting
 * deletes the part and its salt, and the leaf, and so the tree, stays whole.
 */
record Leaf(String json) {
    /** The bytes of a part's salt. */
    static final int SALT = 16;

    /** The form of this text; a new form gets a new number and never changes old leaves. */
    private static final int FORM = 1;

    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    static Leaf of(LoginEvent event, Salts salts) {
        var subject = event.subject();
        var origin = event.origin();
        var members = new HashMap<String, @Nullable Object>();
        members.put("form", FORM);
        members.put("id", event.id());
        members.put("time", time(event.time()));
        members.put("type", event.type().code());
        members.put("outcome", event.outcome().code());
        members.put("reason", event.reason() == null ? null : event.reason().code());
        members.put("reference", subject.reference());
        members.put("partner", subject.partner());
        members.put("account", subject.account());
        members.put("authentication_type", subject.authenticationType());
        members.put("identity_provider", subject.identityProvider());
        members.put("second_factor", event.secondFactor());
        members.put("request_id", origin.requestId());
        members.put("trace_id", origin.traceId());
        members.put("actor", event.actor());
        members.put("personal", hash(salts.personal(), personal(event)));
        members.put(
                "details",
                hash(salts.details(), CanonicalJson.of(event.details().values())));
        return new Leaf(CanonicalJson.of(members));
    }

    /** The time as leaves and the API write it: RFC 3339, UTC, always three decimals. */
    static String time(Instant time) {
        return MILLISECONDS.format(time);
    }

    private static String personal(LoginEvent event) {
        var members = new HashMap<String, @Nullable Object>();
        members.put("email", event.subject().email());
        members.put("client_ip", event.origin().clientIp());
        members.put("user_agent", event.origin().userAgent());
        return CanonicalJson.of(members);
    }

    private static String hash(byte[] salt, String json) {
        var digest = Sha256.start();
        digest.update(salt);
        return HexFormat.of().formatHex(digest.digest(json.getBytes(UTF_8)));
    }

    /** The salts of the two parts. */
    record Salts(byte[] personal, byte[] details) {}
}
