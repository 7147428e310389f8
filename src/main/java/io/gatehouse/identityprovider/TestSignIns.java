package io.gatehouse.identityprovider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import io.gatehouse.keys.Keys;
import io.gatehouse.keys.Randomness;
import io.gatehouse.keys.Sealer;
import io.gatehouse.keys.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Test sign-ins: started by an administrator, gone on with once by whoever has the link, ended by what arrived. */
@Repository
public class TestSignIns {
    /** The longest result, in bytes of its JSON. */
    public static final int MOST_FOUND = 64 * 1024;

    private static final Duration LINK_LASTS = Duration.ofMinutes(30);
    private static final Duration KEPT = Duration.ofDays(90);
    private static final String COLUMNS = """
            select id, provider_id, version_hash, actor, started_at, expires_at, departed_at, finished_at, passed,
                   reference, found
            from test_sign_in
            """;

    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final Randomness randomness;
    private final Clock clock;

    TestSignIns(JdbcClient jdbc, Keys keys, Randomness randomness, Clock clock) {
        this.jdbc = jdbc;
        this.sealer = keys.sealer("test_sign_in.found");
        this.randomness = randomness;
        this.clock = clock;
    }

    /**
     * A test that was started.
     *
     * @param path where it begins, on our base URL: it works once, for half an hour
     */
    public record Begun(UUID id, String path, Instant until) {
        @Override
        public String toString() {
            return "Begun[" + id + "]";
        }
    }

    /** Starts a test of this version. */
    public Begun begin(RegistrationId provider, String version, String actor) {
        var id = randomness.uuid();
        var token = randomness.token();
        var now = clock.instant();
        var until = now.plus(LINK_LASTS);
        jdbc.sql("""
                        insert into test_sign_in
                            (id, token_hash, provider_id, version_hash, actor, started_at, expires_at)
                        values (:id, :token, :provider, :version, :actor, :now, :until)""")
                .param("id", id)
                .param("token", hash(token))
                .param("provider", provider.value())
                .param("version", version)
                .param("actor", actor)
                .param("now", at(now))
                .param("until", at(until))
                .update();
        return new Begun(id, "/saml2/authenticate/" + provider + "?test=" + token, until);
    }

    /** Uses a link up: the test that departs now; empty if the link is no such, of another connection, used or too old. */
    public Optional<TestSignIn> depart(RegistrationId provider, String token) {
        boolean first = jdbc.sql("""
                        update test_sign_in set departed_at = :now
                        where token_hash = :token and provider_id = :provider and departed_at is null
                          and expires_at > :now""")
                        .param("now", at(clock.instant()))
                        .param("token", hash(token))
                        .param("provider", provider.value())
                        .update()
                == 1;
        return first
                ? jdbc.sql(COLUMNS + "where token_hash = :token")
                        .param("token", hash(token))
                        .query(this::row)
                        .optional()
                : Optional.empty();
    }

    /** Ends a test with what was found, in the current transaction; false if it ended before, or nobody departed. */
    public boolean finish(UUID id, boolean passed, String reference, String found) {
        byte[] bytes = found.getBytes(UTF_8);
        if (bytes.length > MOST_FOUND) {
            throw new IllegalArgumentException("a result of a test has at most " + MOST_FOUND + " bytes");
        }
        return jdbc.sql("""
                        update test_sign_in
                        set finished_at = :now, passed = :passed, reference = :reference, found = :found
                        where id = :id and departed_at is not null and finished_at is null""")
                        .param("now", at(clock.instant()))
                        .param("passed", passed)
                        .param("reference", reference)
                        .param("found", sealer.seal(bytes, id.toString()))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** The test of this id. */
    public Optional<TestSignIn> find(UUID id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    /** The latest tests of a connection, newest first. */
    public List<TestSignIn> latestOf(RegistrationId provider, int most) {
        return jdbc.sql(COLUMNS + "where provider_id = :provider order by started_at desc, id desc limit :most")
                .param("provider", provider.value())
                .param("most", most)
                .query(this::row)
                .list();
    }

    /** Forgets tests of three months ago: what they found is about people. Answers how many. */
    public int purge() {
        return jdbc.sql("delete from test_sign_in where started_at < :before")
                .param("before", at(clock.instant().minus(KEPT)))
                .update();
    }

    private TestSignIn row(ResultSet row, int number) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var finished = instant(row, "finished_at");
        return new TestSignIn(
                id,
                new RegistrationId(row.getString("provider_id")),
                row.getString("version_hash"),
                row.getString("actor"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                instant(row, "departed_at"),
                finished == null
                        ? null
                        : new TestSignIn.Result(
                                finished,
                                row.getBoolean("passed"),
                                row.getString("reference"),
                                opened(id, row.getBytes("found"))));
    }

    private String opened(UUID id, byte[] found) {
        return sealer.open(found, id.toString())
                .map(plain -> new String(plain, UTF_8))
                .orElse("{}"); // its sealing key is gone; that it passed or not is still told
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).atOffset(UTC);
    }

    private static String hash(String token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(token));
    }
}
