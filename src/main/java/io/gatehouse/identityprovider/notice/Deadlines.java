package io.gatehouse.identityprovider.notice;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.identityprovider.notice.Deadline.Kind;
import io.gatehouse.identityprovider.version.VersionRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of deadlines and of what was told of them. */
@Repository
public class Deadlines {
    // Metadata that is refreshed is renewed before it ends; only one that wasn't for so long is about to be missed.
    private static final Duration RENEWED_LATELY = Duration.ofHours(12);

    private final JdbcClient jdbc;

    Deadlines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What ends of a connection from now on, in the current transaction: it serves with this metadata. */
    public void renew(RegistrationId id, IdpMetadata metadata) {
        jdbc.sql("delete from identity_provider_deadline where provider_id = :id")
                .param("id", id.value())
                .update();
        metadata.signingKeys().stream()
                .map(k -> new Deadline(
                        id,
                        Kind.SIGNING_KEY,
                        k.fingerprint(),
                        k.certificate().getNotAfter().toInstant()))
                .distinct()
                .forEach(this::add);
        if (metadata.validUntil() != null) {
            add(new Deadline(id, Kind.METADATA, metadata.validUntil().toString(), metadata.validUntil()));
        }
    }

    /** What of serving connections ends after this instant and until then; the soonest first. */
    public List<Deadline> ending(Instant after, Instant until, int most) {
        return jdbc.sql("""
                        select d.* from identity_provider_deadline d
                            join identity_provider p on p.id = d.provider_id
                        where p.state = 'active' and d.ends_at > :after and d.ends_at <= :until
                        order by d.ends_at, d.provider_id, d.about limit :most""")
                .param("after", VersionRows.at(after))
                .param("until", VersionRows.at(until))
                .param("most", most)
                .query(Deadlines::deadline)
                .list();
    }

    /** How many those are. */
    public long countEnding(Instant after, Instant until) {
        return jdbc.sql("""
                        select count(*) from identity_provider_deadline d
                            join identity_provider p on p.id = d.provider_id
                        where p.state = 'active' and d.ends_at > :after and d.ends_at <= :until""")
                .param("after", VersionRows.at(after))
                .param("until", VersionRows.at(until))
                .query(Long.class)
                .single();
    }

    /** What of serving connections has ended; the latest first. */
    public List<Deadline> ended(Instant by, int most) {
        return jdbc.sql("""
                        select d.* from identity_provider_deadline d
                            join identity_provider p on p.id = d.provider_id
                        where p.state = 'active' and d.ends_at <= :by
                        order by d.ends_at desc, d.provider_id, d.about limit :most""")
                .param("by", VersionRows.at(by))
                .param("most", most)
                .query(Deadlines::deadline)
                .list();
    }

    /** Serving connections that went live before deadlines were kept. */
    List<RegistrationId> unknown(int most) {
        return jdbc.sql("""
                        select p.id from identity_provider p where p.state = 'active' and not exists
                            (select 1 from identity_provider_deadline d where d.provider_id = p.id)
                        order by p.id limit :most""").param("most", most).query(String.class).list().stream()
                .map(RegistrationId::new)
                .toList();
    }

    /** What of serving connections ends within these days and was not told of yet, nor later than that. */
    List<Deadline> untold(Instant now, int days, int most) {
        return jdbc.sql("""
                        select d.* from identity_provider_deadline d
                            join identity_provider p on p.id = d.provider_id
                            join identity_provider_version v on v.provider_id = p.id and v.hash = p.live_hash
                        where p.state = 'active' and d.ends_at > :now and d.ends_at <= :until
                            and not exists (select 1 from identity_provider_notice n
                                where n.provider_id = d.provider_id and n.kind = d.kind and n.about = d.about
                                    and n.days <= :days)
                            and (d.kind = 'signing-key'
                                or not exists (select 1 from identity_provider_source s
                                    where s.provider_id = d.provider_id and s.status = 'fine')
                                or (:days = 1 and coalesce(v.renewed_at, v.activated_at) < :lately))
                        order by d.ends_at, d.provider_id, d.about limit :most""")
                .param("now", VersionRows.at(now))
                .param("until", VersionRows.at(now.plus(Duration.ofDays(days))))
                .param("lately", VersionRows.at(now.minus(RENEWED_LATELY)))
                .param("days", days)
                .param("most", most)
                .query(Deadlines::deadline)
                .list();
    }

    /** Takes it upon the caller to tell; false if another did. */
    boolean claim(Deadline deadline, int days, Instant now) {
        return jdbc.sql("""
                        insert into identity_provider_notice (provider_id, kind, about, days, told_at)
                        values (:id, :kind, :about, :days, :now) on conflict do nothing""")
                        .param("id", deadline.id().value())
                        .param("kind", deadline.kind().code())
                        .param("about", deadline.about())
                        .param("days", days)
                        .param("now", VersionRows.at(now))
                        .update()
                == 1;
    }

    /** How many of a kind end up to this instant, of serving connections. */
    long endingBy(Kind kind, Instant until) {
        return jdbc.sql("""
                        select count(*) from identity_provider_deadline d
                            join identity_provider p on p.id = d.provider_id
                        where p.state = 'active' and d.kind = :kind and d.ends_at <= :until""")
                .param("kind", kind.code())
                .param("until", VersionRows.at(until))
                .query(Long.class)
                .single();
    }

    private void add(Deadline deadline) {
        jdbc.sql("""
                        insert into identity_provider_deadline (provider_id, kind, about, ends_at)
                        values (:id, :kind, :about, :ends) on conflict do nothing""")
                .param("id", deadline.id().value())
                .param("kind", deadline.kind().code())
                .param("about", deadline.about())
                .param("ends", VersionRows.at(deadline.endsAt()))
                .update();
    }

    private static Deadline deadline(ResultSet row, int number) throws SQLException {
        return new Deadline(
                new RegistrationId(row.getString("provider_id")),
                Kind.ofCode(row.getString("kind")),
                row.getString("about"),
                row.getObject("ends_at", OffsetDateTime.class).toInstant());
    }
}
