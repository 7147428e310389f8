package io.gatehouse.identityprovider;

import static io.gatehouse.identityprovider.version.VersionRows.at;

import io.gatehouse.partner.ConfigurationVersion;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Versions that serve, wait, are returned to, held, declined or tested by nobody any more. What sessions came by is not known here. */
@Repository
public class UnusedVersions {
    // Whoever is on the way by a version that is replaced now has arrived by then.
    private static final Duration AWHILE = Duration.ofDays(1);
    private static final String USED = """
            (exists (select 1 from identity_provider p where p.id = v.provider_id
                    and v.hash in (p.live_hash, p.staged_hash, p.previous_hash, p.trial_hash))
                or exists (select 1 from identity_provider_source s where s.provider_id = v.provider_id
                    and v.hash in (s.held_hash, s.declined_hash))
                or exists (select 1 from test_sign_in t where t.provider_id = v.provider_id
                    and t.version_hash = v.hash))""";

    private final JdbcClient jdbc;
    private final ConfigurationVersion configuration;
    private final Clock clock;

    UnusedVersions(JdbcClient jdbc, ConfigurationVersion configuration, Clock clock) {
        this.jdbc = jdbc;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** One version. */
    public record Unused(RegistrationId provider, String hash) {}

    /** Notes since when each is unused, of those that are. */
    public void note() {
        jdbc.sql("update identity_provider_version v set unused_since = null where unused_since is not null and "
                        + USED)
                .update();
        jdbc.sql("update identity_provider_version v set unused_since = :now where unused_since is null and not "
                        + USED)
                .param("now", at(clock.instant()))
                .update();
    }

    /** Those that were noted a day ago or more, the longest unused first. */
    public List<Unused> longUnused(int most) {
        return jdbc.sql("""
                        select provider_id, hash from identity_provider_version where unused_since <= :before
                        order by unused_since, provider_id, hash limit :most""")
                .param("before", at(clock.instant().minus(AWHILE)))
                .param("most", most)
                .query((row, _) -> new Unused(new RegistrationId(row.getString("provider_id")), row.getString("hash")))
                .list();
    }

    /** Forgets those that are not used again; nobody changes a connection meanwhile. */
    @Transactional
    public void forget(List<Unused> versions) {
        if (!versions.isEmpty()) {
            configuration.advance();
            versions.forEach(this::forget);
        }
    }

    private boolean forget(Unused version) {
        return jdbc.sql("delete from identity_provider_version v where provider_id = :id and hash = :hash and not "
                                + USED)
                        .param("id", version.provider().value())
                        .param("hash", version.hash())
                        .update()
                == 1;
    }
}
