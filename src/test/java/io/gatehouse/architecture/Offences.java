package io.gatehouse.architecture;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import javax.naming.ldap.LdapContext;
import org.opensaml.saml.saml2.core.Response;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.web.client.RestClient;

/** Small classes that break one rule each, and neighbours that do not. */
@SuppressWarnings("unused")
final class Offences {
    private Offences() {}

    record KnowsTheSamlLibrary(Response response) {}

    record KnowsLdap(LdapContext context) {}

    record ServesTheWeb(HttpServletRequest request) {}

    record AsksSomebodyElse(RestClient client) {}

    record SpeaksSql(JdbcClient jdbc) {}

    @Repository
    record Stores(JdbcClient jdbc) {
        record Row(JdbcClient.ResultQuerySpec query) {}
    }

    @Repository
    record StreamsRows(JdbcClient jdbc) {
        long count() {
            return jdbc.sql("select id from partner").query(String.class).stream()
                    .count();
        }
    }

    @Repository
    record ListsRows(JdbcClient jdbc) {
        long count() {
            return jdbc.sql("select id from partner").query(String.class).list().stream()
                    .count();
        }
    }

    static final class MakesAClock {
        Clock clock = Clock.systemUTC();
    }

    static final class ReadsTheTime {
        Instant now = Instant.now();
    }

    static final class ReadsTheMillis {
        long now = System.currentTimeMillis();
    }

    @SuppressWarnings("JavaUtilDate")
    static final class MakesADateOfNow {
        Date now = new Date();
    }

    static final class AsksItsClock {
        Instant now(Clock clock) {
            return Instant.now(clock);
        }
    }

    static final class MakesItsOwnRandomness {
        SecureRandom random = new SecureRandom();
    }

    static final class MakesItsOwnIds {
        UUID id = UUID.randomUUID();
    }

    static final class ReadsItsIds {
        UUID id(String text) {
            return UUID.fromString(text);
        }
    }

    static final class IsInjectedInto {
        @Autowired
        Clock clock;
    }

    static final class GreetingImpl {}

    static final class AbstractGreeting {}

    static final class DefaultGreeting {}

    static final class Greeting {}

    sealed interface Answer {
        record Yes() implements Answer {}
    }

    sealed interface Open {}

    static non-sealed class Anything implements Open {}
}
