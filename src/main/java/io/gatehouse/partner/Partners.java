package io.gatehouse.partner;

import static java.time.ZoneOffset.UTC;

import io.gatehouse.partner.DomainProof.How;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The partners, read through a cache that is never older than a second. None is ever deleted, since accounts belong to them: one
 * that is ended has nobody who may sign in, and {@link #standing} and lists pass it over.
 */
@Repository
public class Partners {
    private static final int MOST_CACHED = 10_000;

    private final JdbcClient jdbc;
    private final ConfigurationVersion version;
    private final DomainRows domains;
    private final Clock clock;
    private final ConfigurationCache<PartnerId, Optional<Partner>> byId;
    private final ConfigurationCache<String, Optional<PartnerId>> byDomain;

    Partners(JdbcClient jdbc, ConfigurationVersion version, DomainRows domains, Clock clock) {
        this.jdbc = jdbc;
        this.version = version;
        this.domains = domains;
        this.clock = clock;
        this.byId = ConfigurationCache.ofSize(version, MOST_CACHED);
        this.byDomain = ConfigurationCache.ofSize(version, MOST_CACHED);
    }

    /** The partner of this id. */
    public Optional<Partner> find(PartnerId id) {
        return byId.get(id, this::load);
    }

    /** The partner of this id, unless it was ended. Read past the cache. */
    public Optional<Partner> standing(PartnerId id) {
        return find(id).filter(partner -> jdbc.sql("select ended_at from partner where id = :id")
                .param("id", id.value())
                .query((row, _) -> row.getObject("ended_at") == null)
                .optional()
                .orElse(false));
    }

    /** The partner that owns this e-mail domain, however it is spelled; nobody while it is only claimed ({@link DomainProofs}). */
    public Optional<Partner> ofDomain(String domain) {
        return EmailDomain.of(domain)
                .flatMap(d -> byDomain.get(d, this::ownerOf))
                .flatMap(this::find);
    }

    /** Whether an e-mail address lies in a domain that is proved to be this partner's. */
    public boolean owns(PartnerId partner, String email) {
        return EmailDomain.ofAddress(email)
                .flatMap(d -> byDomain.get(d, this::ownerOf))
                .filter(partner::equals)
                .isPresent();
    }

    /**
     * Up to so many partners, by id.
     *
     * @param holding what the id, the name or a domain holds, in whatever case; empty for all
     * @param after the last id of the page before; empty for the first page
     */
    public List<Partner> page(String holding, String after, int limit) {
        var text = holding.strip().toLowerCase(Locale.ROOT);
        var found = jdbc.sql("""
                        select * from partner
                        where id > :after and ended_at is null and (:holding = '' or id like :pattern escape '!'
                            or lower(name) like :pattern escape '!'
                            or id in (select partner_id from partner_domain where domain like :pattern escape '!'))
                        order by id limit :limit""")
                .param("after", after)
                .param("holding", text)
                .param("pattern", "%" + text.replaceAll("[!%_]", "!$0") + "%")
                .param("limit", limit)
                .query(PartnerRows::partner)
                .list();
        var owned = domains.of(found.stream().map(Partner::id).toList());
        return found.stream()
                .map(p -> PartnerRows.with(p, owned.getOrDefault(p.id(), List.of())))
                .toList();
    }

    /**
     * Which of this partner's domains are another's already, and whose. Such a partner can't be saved. What another only
     * claims gives way to a merged file, which is an administrator's word.
     */
    public Map<String, PartnerId> takenDomains(Partner partner) {
        var taken = new TreeMap<String, PartnerId>();
        for (String domain : partner.domains()) {
            domains.find(domain)
                    .filter(claim -> !claim.partner().equals(partner.id()))
                    .filter(claim -> !gives(claim, partner))
                    .ifPresent(claim -> taken.put(domain, claim.partner()));
        }
        return taken;
    }

    /**
     * Keeps a partner as it is now, in the current transaction. Whoever calls has made sure by {@link #takenDomains} that
     * its domains are its own. One that was ended is none any more.
     */
    public void save(Partner partner) {
        version.advance();
        if (update(partner) == 0) {
            insert(partner);
        }
        domains.keepOnly(partner.id(), partner.domains());
        for (String domain : partner.domains()) {
            claim(partner, domain);
        }
    }

    /** Keeps a partner as it is to end, in the current transaction. */
    public void end(Partner partner) {
        save(partner);
        jdbc.sql("update partner set ended_at = :now where id = :id")
                .param("now", clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(UTC))
                .param("id", partner.id().value())
                .update();
    }

    private Optional<Partner> load(PartnerId id) {
        return jdbc.sql("select * from partner where id = :id")
                .param("id", id.value())
                .query(PartnerRows::partner)
                .optional()
                .map(p -> PartnerRows.with(p, domainsOf(id)));
    }

    private List<String> domainsOf(PartnerId id) {
        return domains.of(id).stream().map(DomainRows.Claim::domain).toList();
    }

    private Optional<PartnerId> ownerOf(String domain) {
        return domains.find(domain).filter(c -> c.provedAt() != null).map(DomainRows.Claim::partner);
    }

    private static boolean gives(DomainRows.Claim claim, Partner to) {
        return to.source() != null && claim.provedAt() == null;
    }

    private int update(Partner partner) {
        return jdbc.sql("""
                        update partner set name = :name, authentication_types = :types,
                            self_service_password_reset = :reset,
                            account_manager_name = :managerName, account_manager_email = :managerEmail,
                            second_factor_rule = :rule, trusted_authn_contexts = :contexts,
                            second_factor_max_age_seconds = :maxAge, source = :source, ended_at = null
                        where id = :id""").params(PartnerRows.params(partner)).update();
    }

    private void insert(Partner partner) {
        jdbc.sql("""
                        insert into partner (id, name, authentication_types, self_service_password_reset,
                            account_manager_name, account_manager_email, second_factor_rule, trusted_authn_contexts,
                            second_factor_max_age_seconds, source)
                        values (:id, :name, :types, :reset, :managerName, :managerEmail, :rule, :contexts, :maxAge,
                            :source)""").params(PartnerRows.params(partner)).update();
    }

    private void claim(Partner partner, String domain) {
        if (partner.source() != null) {
            domains.clearUnproved(partner.id(), domain);
        }
        if (!domains.claim(partner.id(), domain)) {
            throw new IllegalStateException(domain + " belongs to another partner than " + partner.id());
        }
        if (partner.source() != null) {
            domains.prove(partner.id(), domain, How.FILE, partner.source(), clock.instant());
        }
    }
}
