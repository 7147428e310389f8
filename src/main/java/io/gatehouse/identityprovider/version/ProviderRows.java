package io.gatehouse.identityprovider.version;

import static io.gatehouse.identityprovider.version.VersionRows.at;

import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.partner.PartnerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of connections: where each is in its life, and which of its versions are what. */
@Repository
public class ProviderRows {
    private final JdbcClient jdbc;

    /** The rows of this database. */
    public ProviderRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A connection's row.
     *
     * @param live what serves, or served last before it was retired
     * @param staged what waits to be tested and activated
     * @param previous what a rollback returns to
     * @param trial the staged version, if it serves some people already
     * @param revision advances with every change
     */
    public record Row(
            RegistrationId id,
            PartnerId partner,
            ProviderState state,
            @Nullable String live,
            @Nullable String staged,
            @Nullable String previous,
            @Nullable String trial,
            long revision) {
        /** The version that the state speaks of: a change staged on an active connection waits, a draft has nothing else. */
        public String hash() {
            return Objects.requireNonNull(live != null ? live : staged);
        }

        /** The version that serves now. */
        public Optional<String> serving() {
            return state == ProviderState.ACTIVE ? Optional.ofNullable(live) : Optional.empty();
        }
    }

    /** The connection of this id. */
    public Optional<Row> find(RegistrationId id) {
        return jdbc.sql("select * from identity_provider where id = :id")
                .param("id", id.value())
                .query(ProviderRows::row)
                .optional();
    }

    /** All of a partner's, by id. */
    public List<RegistrationId> idsOf(PartnerId partner) {
        return jdbc
                .sql("select id from identity_provider where partner_id = :partner order by id")
                .param("partner", partner.value())
                .query(String.class)
                .list()
                .stream()
                .map(RegistrationId::new)
                .toList();
    }

    /** A new connection, about to be given its first version in the same transaction. */
    public void create(RegistrationId id, PartnerId partner, Instant now) {
        jdbc.sql("""
                        insert into identity_provider (id, partner_id, state, created_at, changed_at)
                        values (:id, :partner, 'draft', :now, :now)""")
                .param("id", id.value())
                .param("partner", partner.value())
                .param("now", at(now))
                .update();
    }

    /** This version is live, what was so before is what a rollback returns to; whether what is staged, or tried, stays so. */
    public void makeLive(RegistrationId id, String hash, boolean waits, Instant now) {
        jdbc.sql("""
                        update identity_provider set state = 'active', changed_at = :now, revision = revision + 1,
                            staged_hash = case when :waits then staged_hash end,
                            trial_hash = case when :waits then trial_hash end,
                            previous_hash = case when live_hash = :hash then previous_hash else live_hash end,
                            live_hash = :hash
                        where id = :id""")
                .param("id", id.value())
                .param("hash", hash)
                .param("waits", waits)
                .param("now", at(now))
                .update();
    }

    /** Swaps the pointer back, and what is staged stays so. */
    public void swapBack(RegistrationId id, Instant now) {
        jdbc.sql("""
                        update identity_provider set changed_at = :now, revision = revision + 1,
                            live_hash = previous_hash, previous_hash = live_hash
                        where id = :id""").param("id", id.value()).param("now", at(now)).update();
    }

    /** This version is only being prepared; nothing serves. */
    public void makeDraft(RegistrationId id, String hash, boolean tested, Instant now) {
        jdbc.sql("""
                        update identity_provider set state = :state, changed_at = :now, revision = revision + 1,
                            staged_hash = :hash, trial_hash = null,
                            previous_hash = coalesce(live_hash, previous_hash), live_hash = null
                        where id = :id""")
                .param("id", id.value())
                .param("hash", hash)
                .param("state", (tested ? ProviderState.TESTED : ProviderState.DRAFT).code())
                .param("now", at(now))
                .update();
    }

    /** This version waits while what is live serves on; null if none waits any more. */
    public void stage(RegistrationId id, @Nullable String hash, Instant now) {
        jdbc.sql("""
                        update identity_provider set changed_at = :now, revision = revision + 1,
                            staged_hash = :hash, trial_hash = null
                        where id = :id""")
                .param("id", id.value())
                .param("hash", hash)
                .param("now", at(now))
                .update();
    }

    /** What is staged has passed its test: a draft is tested now, an active connection stays what it is. */
    public void markTested(RegistrationId id, Instant now) {
        jdbc.sql("""
                        update identity_provider set changed_at = :now, revision = revision + 1,
                            state = case when state = 'draft' then 'tested' else state end
                        where id = :id""").param("id", id.value()).param("now", at(now)).update();
    }

    /** False if it was retired before, or never was. */
    public boolean retire(RegistrationId id, Instant now) {
        return jdbc.sql("""
                        update identity_provider set state = 'retired', changed_at = :now, revision = revision + 1,
                            trial_hash = null
                        where id = :id and state <> 'retired'""").param("id", id.value()).param("now", at(now)).update() == 1;
    }

    /** The people who are served the staged version; null if nobody is any more. */
    public void tryOut(RegistrationId id, @Nullable String hash, Collection<String> emails, Instant now) {
        jdbc.sql("""
                        update identity_provider set changed_at = :now, revision = revision + 1, trial_hash = :hash
                        where id = :id""")
                .param("id", id.value())
                .param("hash", hash)
                .param("now", at(now))
                .update();
        jdbc.sql("delete from identity_provider_trial where provider_id = :id")
                .param("id", id.value())
                .update();
        for (String email : Set.copyOf(emails)) {
            jdbc.sql("insert into identity_provider_trial (provider_id, email) values (:id, :email)")
                    .param("id", id.value())
                    .param("email", email)
                    .update();
        }
    }

    /** Who is named for the trial, under way or not, by address. */
    public Set<String> trialOf(RegistrationId id) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(
                jdbc.sql("select email from identity_provider_trial where provider_id = :id order by email")
                        .param("id", id.value())
                        .query(String.class)
                        .list()));
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new RegistrationId(row.getString("id")),
                new PartnerId(row.getString("partner_id")),
                ProviderState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("live_hash"),
                row.getString("staged_hash"),
                row.getString("previous_hash"),
                row.getString("trial_hash"),
                row.getLong("revision"));
    }
}
