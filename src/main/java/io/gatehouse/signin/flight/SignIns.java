package io.gatehouse.signin.flight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.gatehouse.keys.Keys;
import io.gatehouse.keys.Sealer;
import io.gatehouse.keys.cookie.Cookies;
import io.gatehouse.keys.cookie.Cookies.Held;
import io.gatehouse.keys.cookie.Cookies.Reach;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The sign-ins in flight of one browser: a sealed cookie each, ten minutes from their last step. The cookie's name bears
 * the sign-in's id and its seal is bound to it, so tabs do not collide and one cookie cannot pose as another.
 */
@Component
public class SignIns {
    /** The name of the parameter that says which sign-in of this browser a page or a form is of. */
    public static final String PARAMETER = "sign-in";

    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final String COOKIE = "gatehouse-sign-in-";
    private static final int MOST = 4;
    private static final int LARGEST = 2048;
    private static final int LARGEST_PLAIN = 1380; // sealed, in base64 and one step further it is still less

    private final ObjectMapper json =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private final Sealer sealer;
    private final Cookies cookies;
    private final Clock clock;

    SignIns(Keys keys, Cookies cookies, Clock clock) {
        this.sealer = keys.sealer("cookie.sign-in");
        this.cookies = cookies;
        this.clock = clock;
    }

    /** The sign-in of this id, if this browser has it and it is in time. */
    public Optional<SignIn> find(HttpServletRequest request, @Nullable String id) {
        return uuid(id).flatMap(uuid -> cookies.value(request, COOKIE + uuid)
                .flatMap(value -> open(uuid, value))
                .filter(kept -> clock.instant().isBefore(kept.until()))
                .map(Kept::signIn));
    }

    /** Keeps a sign-in as it is now, in place of its last step; the oldest of too many goes. */
    public void keep(HttpServletRequest request, HttpServletResponse response, SignIn signIn) {
        var id = signIn.journey().id();
        cookies.set(response, Reach.LAX, COOKIE + id, seal(id, signIn), LIFETIME);
        cookies.beginning(request, COOKIE).stream()
                .map(Held::name)
                .filter(name -> !name.endsWith(id.toString()))
                .sorted(Comparator.reverseOrder()) // ids begin with their time (RFC 9562), so names sort by age
                .skip(MOST - 1)
                .limit(MOST) // a browser that was given a crowd loses it bit by bit: headers are bounded
                .forEach(name -> cookies.remove(response, Reach.LAX, name));
    }

    /** Whether it is short enough to be kept: what others write into it has bounds, but not so narrow ones. */
    public boolean fits(SignIn signIn) {
        return plain(signIn).length <= LARGEST_PLAIN;
    }

    /** Takes it from the browser: it is over. */
    public void forget(HttpServletResponse response, SignIn signIn) {
        cookies.remove(response, Reach.LAX, COOKIE + signIn.journey().id());
    }

    private String seal(UUID id, SignIn signIn) {
        var value = sealer.sealText(plain(signIn), id.toString());
        if (value.length() > LARGEST) {
            throw new IllegalStateException("a sign-in in flight must stay under " + LARGEST + " bytes");
        }
        return value;
    }

    private byte[] plain(SignIn signIn) {
        try {
            return json.writeValueAsBytes(new Kept(clock.instant().plus(LIFETIME), signIn));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a sign-in could not be written", e);
        }
    }

    private Optional<Kept> open(UUID id, String value) {
        return sealer.openText(value, id.toString()).map(plain -> {
            try {
                return json.readValue(plain, Kept.class);
            } catch (IOException e) {
                throw new UncheckedIOException("our own seal holds, so this is a defect", e);
            }
        });
    }

    private static Optional<UUID> uuid(@Nullable String id) {
        try {
            return id == null || id.length() != 36 ? Optional.empty() : Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private record Kept(Instant until, SignIn signIn) {}
}
