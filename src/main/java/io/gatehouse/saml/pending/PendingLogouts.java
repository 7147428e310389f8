package io.gatehouse.saml.pending;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.keys.BaseUrl;
import io.gatehouse.keys.Keys;
import io.gatehouse.keys.Sealer;
import io.gatehouse.saml.PendingLogout;
import jakarta.servlet.http.Cookie;
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
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The logout that this browser went off with: one sealed cookie, since a browser signs out of one session at a time. It stays
 * until a good answer came; a bad one, which anybody can make the browser bring, does not use it up.
 */
@Component
public final class PendingLogouts {
    private static final String NAME = "gatehouse-logout";
    private static final int VERSION = 1;

    private final Sealer sealer;
    private final SamlProperties properties;
    private final Clock clock;
    private final String name;

    /** Seals under a key of its own purpose. */
    public PendingLogouts(Keys keys, BaseUrl baseUrl, SamlProperties properties, Clock clock) {
        this.sealer = keys.sealer("cookie.logout");
        this.properties = properties;
        this.clock = clock;
        this.name = (baseUrl.secure() ? "__Host-" : "") + NAME;
    }

    /** Lets this browser wait for the answer, in place of any other. */
    public void add(HttpServletResponse response, PendingLogout pending) {
        var value = Base64.getUrlEncoder().withoutPadding().encodeToString(sealer.seal(bytes(pending), NAME));
        CrossSiteCookie.set(response, name, value, properties.requestLifetime());
    }

    /** What this browser waits for from this registration, if it is in time. */
    public Optional<PendingLogout> of(HttpServletRequest request, RegistrationId registration) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(name))
                .flatMap(cookie -> open(cookie).stream())
                .filter(pending -> pending.registration().equals(registration))
                .filter(pending -> clock.instant().isBefore(pending.issuedAt().plus(properties.requestLifetime())))
                .findFirst();
    }

    /** The answer came. */
    public void remove(HttpServletResponse response) {
        CrossSiteCookie.remove(response, name);
    }

    private Optional<PendingLogout> open(Cookie cookie) {
        try {
            return sealer.open(Base64.getUrlDecoder().decode(cookie.getValue()), NAME)
                    .flatMap(PendingLogouts::read);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not written by us
        }
    }

    private static byte[] bytes(PendingLogout pending) {
        var bytes = new ByteArrayOutputStream(192);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(pending.requestId());
            out.writeLong(pending.issuedAt().toEpochMilli());
            out.writeUTF(pending.registration().value());
            out.writeUTF(pending.reference());
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
                    in.readUTF(), Instant.ofEpochMilli(in.readLong()), new RegistrationId(in.readUTF()), in.readUTF()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
