package io.gatehouse.partner;

import static java.time.ZoneOffset.UTC;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.gatehouse.partner.DomainProof.How;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of domains: whose each is, and whether that is proved. */
@Repository
class DomainRows {
    private final JdbcClient jdbc;

    DomainRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A claim as it lies there. */
    record Claim(
            PartnerId partner,
            String domain,
            @Nullable Instant provedAt,
            @Nullable How how,
            @Nullable String by,
            @Nullable Instant checkedAt) {}

    Optional<Claim> find(String domain) {
        return jdbc.sql("select * from partner_domain where domain = :domain")
                .param("domain", domain)
                .query(DomainRows::claim)
                .optional();
    }

    List<Claim> of(PartnerId partner) {
        return jdbc.sql("select * from partner_domain where partner_id = :partner order by domain")
                .param("partner", partner.value())
                .query(DomainRows::claim)
                .list();
    }

    /** The domains of these partners, in one question; a partner without any is not among them. */
    Map<PartnerId, List<String>> of(Collection<PartnerId> partners) {
        if (partners.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("select * from partner_domain where partner_id in (:partners) order by domain")
                .param("partners", partners.stream().map(PartnerId::value).toList())
                .query(DomainRows::claim)
                .list()
                .stream()
                .collect(groupingBy(Claim::partner, mapping(Claim::domain, toList())));
    }

    /** What is only claimed and was not asked of DNS since, longest ago first. */
    List<Claim> unproved(Instant since, int most) {
        return jdbc.sql("""
                        select * from partner_domain
                        where proved_at is null and (checked_at is null or checked_at < :since)
                        order by checked_at nulls first, domain limit :most""")
                .param("since", at(since))
                .param("most", most)
                .query(DomainRows::claim)
                .list();
    }

    /** Claims a domain that is free or the partner's already; false if it is another's. */
    boolean claim(PartnerId partner, String domain) {
        jdbc.sql("""
                        insert into partner_domain (domain, partner_id) values (:domain, :partner)
                        on conflict do nothing""").param("domain", domain).param("partner", partner.value()).update();
        return find(domain).orElseThrow().partner().equals(partner);
    }

    /** Takes away what others only claim of a domain. */
    void clearUnproved(PartnerId but, String domain) {
        jdbc.sql("""
                        delete from partner_domain
                        where domain = :domain and partner_id <> :partner and proved_at is null""").param("domain", domain).param("partner", but.value()).update();
    }

    /** Gives up all domains of a partner but these. */
    void keepOnly(PartnerId partner, Collection<String> domains) {
        of(partner).stream()
                .filter(c -> !domains.contains(c.domain()))
                .forEach(c -> jdbc.sql("delete from partner_domain where domain = :domain and partner_id = :partner")
                        .param("domain", c.domain())
                        .param("partner", partner.value())
                        .update());
    }

    /** Proves a claim; false if it was proved before, or is not this partner's any more. */
    boolean prove(PartnerId partner, String domain, How how, @Nullable String by, Instant now) {
        return jdbc.sql("""
                        update partner_domain set proved_at = :now, proved_how = :how, proved_by = :by
                        where domain = :domain and partner_id = :partner and proved_at is null""")
                        .param("domain", domain)
                        .param("partner", partner.value())
                        .param("how", how.code())
                        .param("by", by, Types.VARCHAR)
                        .param("now", at(now))
                        .update()
                == 1;
    }

    void checked(String domain, Instant now) {
        jdbc.sql("update partner_domain set checked_at = :now where domain = :domain")
                .param("domain", domain)
                .param("now", at(now))
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).atOffset(UTC);
    }

    private static Claim claim(ResultSet row, int number) throws SQLException {
        var how = row.getString("proved_how");
        return new Claim(
                new PartnerId(row.getString("partner_id")),
                row.getString("domain"),
                instant(row, "proved_at"),
                how == null ? null : How.valueOf(how.toUpperCase(Locale.ROOT)),
                row.getString("proved_by"),
                instant(row, "checked_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
