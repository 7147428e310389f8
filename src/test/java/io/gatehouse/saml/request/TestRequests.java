package io.gatehouse.saml.request;

import io.gatehouse.keys.Keys;
import io.gatehouse.keys.TestKeys;
import java.time.Clock;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The parts of this package, for tests beside it. */
@NullUnmarked
public final class TestRequests {
    private TestRequests() {}

    public static RequestIds ids(Keys keys) {
        return new RequestIds(keys, TestKeys.randomness(Clock.systemUTC()));
    }

    public static AuthnRequestWriter writer() {
        return new AuthnRequestWriter();
    }

    public static PostPage page() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("saml");
        messages.setDefaultEncoding("UTF-8");
        return new PostPage(messages);
    }
}
