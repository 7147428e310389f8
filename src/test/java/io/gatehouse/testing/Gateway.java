package io.gatehouse.testing;

import io.gatehouse.Gatehouse;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A whole gateway in this JVM, on a free port of {@code localhost}, with the shipped classes and settings. */
public final class Gateway implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final URI base;

    private Gateway(ConfigurableApplicationContext context, URI base) {
        this.context = context;
        this.base = base;
    }

    /** A gateway to be: an in-memory database of its own, no portal, no partners. */
    public static Preparation prepared() {
        return new Preparation();
    }

    /** Its address. */
    public URI base() {
        return base;
    }

    /** An address on it. */
    public URI at(String path) {
        return base.resolve(path);
    }

    /** One of its beans. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** SQL on its database. */
    public JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }

    @Override
    public void close() {
        context.close();
    }

    /** A free port at this moment. */
    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the gateway will be given. */
    public static final class Preparation {
        private final Map<String, String> settings = new LinkedHashMap<>();
        private final Path folder;
        private final int port = freePort();
        private Clock clock = Clock.systemUTC();

        private Preparation() {
            try {
                folder = Files.createTempDirectory("idp-config");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            with("server.port", String.valueOf(port));
            with("management.server.port", "0");
            with("gatehouse.base-url", "http://localhost:" + port);
            with("gatehouse.idp-config", folder.toString());
            with("gatehouse.sealing-key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
            with(
                    "spring.datasource.url",
                    "jdbc:h2:mem:" + UUID.randomUUID()
                            + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
        }

        /** Its address to be. */
        public URI base() {
            return URI.create("http://localhost:" + port);
        }

        /** One setting; the same one again replaces it. */
        public Preparation with(String name, String value) {
            settings.put(name, value);
            return this;
        }

        /** The time it lives by. */
        public Preparation clock(Clock itsClock) {
            this.clock = itsClock;
            return this;
        }

        /** A portal to hand off to. */
        public Preparation portal(URI endpoint, URI origin) {
            return with("gatehouse.portal.session-endpoint", endpoint.toString())
                    .with("gatehouse.portal.origin", origin.toString())
                    .with("gatehouse.portal.audience", origin.toString());
        }

        /** PostgreSQL instead of H2. */
        public Preparation on(EmbeddedPostgres postgres) {
            return with("spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres"))
                    .with("spring.datasource.username", "postgres");
        }

        /** A file in its idp-config folder, such as {@code northwind/partner.yaml}. */
        public Preparation file(String name, String content) {
            try {
                var file = folder.resolve(name);
                Files.createDirectories(file.getParent());
                Files.writeString(file, content);
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Starts it. */
        public Gateway start() {
            ApplicationContextInitializer<GenericApplicationContext> forTests = c -> {
                c.registerBean("testClock", Clock.class, () -> clock);
                c.registerBean("shippedClassesOnly", ShippedClassesOnly.class, ShippedClassesOnly::new);
            };
            var context = new SpringApplicationBuilder(Gatehouse.class)
                    .initializers(forTests)
                    .run(settings.entrySet().stream()
                            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                            .toArray(String[]::new));
            return new Gateway(context, base());
        }
    }
}
