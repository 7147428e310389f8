package io.gatehouse.testing;

import com.warrenstrange.googleauth.GoogleAuthenticator;
import io.gatehouse.testing.HttpBrowser.Page;
import java.time.Clock;
import java.util.stream.IntStream;

/** A person's app, by a test's clock. */
public record TestAuthenticator(Clock clock) {
    /** The key that the enrolment page shows. */
    public static String key(Page enrolment) {
        return enrolment.text("#key").replace(" ", "");
    }

    /** The code of this moment. */
    public String code(String key) {
        return code(key, 0);
    }

    /** The code of an app whose clock is so many steps of 30 s ahead. */
    public String code(String key, int stepsAhead) {
        return "%06d".formatted(new GoogleAuthenticator().getTotpPassword(key, clock.millis() + stepsAhead * 30_000L));
    }

    /** The code that the enrolment page waits for. */
    public String firstCode(Page enrolment) {
        return code(key(enrolment));
    }

    /** A code that is right at no moment near this one. */
    public String wrong(String key) {
        return IntStream.range(0, 1000)
                .mapToObj("%06d"::formatted)
                .filter(code -> IntStream.rangeClosed(-25, 25)
                        .noneMatch(step -> code(key, step).equals(code)))
                .findFirst()
                .orElseThrow();
    }
}
