package io.gatehouse.mail;

import io.gatehouse.keys.BaseUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Settings of mail: whom letters are from. */
@ConfigurationProperties("gatehouse.mail")
record MailProperties(@Nullable String from) {
    /** The sender: as set, or no-reply at the host people know. */
    String sender(BaseUrl baseUrl) {
        return from == null ? "no-reply@" + baseUrl.baseUrl().getHost() : from;
    }
}
