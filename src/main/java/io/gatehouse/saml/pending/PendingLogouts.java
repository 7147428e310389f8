package io.gatehouse.saml.pending;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.keys.Keys;
import io.gatehouse.keys.Sealer;
import io.gatehouse.keys.cookie.Cookies;
import io.gatehouse.keys.cookie.Cookies.Reach;
import io.gatehouse.saml.PendingLogout;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The logout that this browser went off with: one sealed cookie, since a browser signs out of one session at a time. It stays
 * until a good answer came; a bad one, which anybody can make the browser bring, does not use it up.
 */
@Component
public final class PendingLogouts {
    private static final String NAME = "gatehouse-logout";
    private static final int VERSION = 2;

    private final Sealer sealer;
    private final Cookies cookies;
    private final SamlProperties properties;
    private final Clock clock;

    /** Seals under a key of its own purpose. */
    public PendingLogouts(Keys keys, Cookies cookies, SamlProperties properties, Clock clock) {
        this.sealer = keys.sealer("cookie.logout");
        this.cookies = cookies;
        this.properties = properties;
        this.clock = clock;
    }

    /** Lets this browser wait for the answer, in place of any other. */
    public void add(HttpServletResponse response, PendingLogout pending) {
        // The answer may come by a POST from another site.
        var value = sealer.sealText(bytes(pending), NAME);
        cookies.set(response, Reach.CROSS_SITE, NAME, value, properties.requestLifetime());
    }

    /** What this browser waits for from this registration, if it is in time. */
    public Optional<PendingLogout> of(HttpServletRequest request, RegistrationId registration) {
        return cookies.beginning(request, NAME).stream()
                .filter(held -> held.name().equals(NAME))
                .flatMap(held -> sealer.openText(held.value(), NAME).stream())
                .flatMap(bytes -> read(bytes).stream())
                .filter(pending -> pending.registration().equals(registration))
                .filter(pending -> clock.instant().isBefore(pending.issuedAt().plus(properties.requestLifetime())))
                .findFirst();
    }

    /** The answer came. */
    public void remove(HttpServletResponse response) {
        cookies.remove(response, Reach.CROSS_SITE, NAME);
    }

    private static byte[] bytes(PendingLogout pending) {
        var bytes = new ByteArrayOutputStream(192);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(pending.requestId());
            out.writeLong(pending.issuedAt().toEpochMilli());
            out.writeUTF(pending.registration().value());
            out.writeUTF(pending.reference());
            out.writeUTF(pending.version());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Optional<PendingLogout> read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != VERSION) {
                return Optional.empty();
            }
            return Optional.of(new PendingLogout(
                    in.readUTF(),
                    Instant.ofEpochMilli(in.readLong()),
                    new RegistrationId(in.readUTF()),
                    in.readUTF(),
                    in.readUTF()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
