package io.gatehouse.signin.security;

import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Turns away, on every path, what is no text: PostgreSQL keeps no NUL and half a surrogate pair has no UTF-8, so either
 * would be a failure of ours far behind the door.
 */
@Configuration(proxyBeanMethods = false)
class Firewall {
    @Bean
    HttpFirewall textOnly() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(Firewall::isText);
        return firewall;
    }

    private static boolean isText(String value) {
        return value.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }
}
