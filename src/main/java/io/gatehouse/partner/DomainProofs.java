package io.gatehouse.partner;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.EventDraft;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.Origin;
import io.gatehouse.keys.Keys;
import io.gatehouse.keys.Tagger;
import io.gatehouse.partner.DomainProof.How;
import io.gatehouse.partner.DomainRows.Claim;
import io.gatehouse.reason.Evidence;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Proof that a domain is a partner's: a TXT record that only its owner can make, or an administrator's recorded word. A domain
 * from a merged file has that word.
 */
@Component
public class DomainProofs {
    private static final String LABEL = "_gatehouse-challenge.";
    private static final String PREFIX = "gatehouse-domain-proof=";
    private static final Duration BETWEEN_CHECKS = Duration.ofHours(1);
    private static final int MOST = 200;

    private final DomainRows rows;
    private final ConfigurationVersion version;
    private final Tagger tagger;
    private final Function<String, List<String>> dns;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Consumer<EventDraft> events;

    @Autowired
    DomainProofs(
            DomainRows rows,
            ConfigurationVersion version,
            Keys keys,
            TextRecords dns,
            TransactionTemplate transactions,
            Clock clock,
            LoginEvents events) {
        this(rows, version, keys.tagger("partner.domain-proof"), dns::at, transactions, clock, (Consumer<EventDraft>)
                events::append);
    }

    DomainProofs(
            DomainRows rows,
            ConfigurationVersion version,
            Tagger tagger,
            Function<String, List<String>> dns,
            TransactionTemplate transactions,
            Clock clock,
            Consumer<EventDraft> events) {
        this.rows = rows;
        this.version = version;
        this.tagger = tagger;
        this.dns = dns;
        this.transactions = transactions;
        this.clock = clock;
        this.events = events;
    }

    /** The domains of a partner, by name, each with what proves it. */
    public List<DomainProof> of(PartnerId partner) {
        return rows.of(partner).stream().map(this::proof).toList();
    }

    /** Asks DNS now, for seconds at most; empty if the partner claims no such domain. */
    public Optional<DomainProof> check(PartnerId partner, String domain) {
        claim(partner, domain).filter(c -> c.provedAt() == null).ifPresent(this::ask);
        return claim(partner, domain).map(this::proof);
    }

    /** Records an administrator's word, in a transaction of its own or the caller's; empty if the partner claims no such domain. */
    public Optional<DomainProof> vouch(PartnerId partner, String domain, String actor, Origin origin) {
        claim(partner, domain).ifPresent(c -> prove(c, How.WORD, actor, actor, origin));
        return claim(partner, domain).map(this::proof);
    }

    /** Asks DNS for what is only claimed and was not asked for an hour. */
    void checkAll() {
        for (var claim : rows.unproved(clock.instant().minus(BETWEEN_CHECKS), MOST)) {
            ask(claim);
        }
    }

    private void ask(Claim claim) {
        // Without the prefix's help a tag in a record of another kind would do.
        boolean found = dns.apply(LABEL + claim.domain()).stream()
                .filter(text -> text.startsWith(PREFIX))
                .anyMatch(text -> matches(claim, text.substring(PREFIX.length())));
        rows.checked(claim.domain(), clock.instant());
        if (found) {
            prove(claim, How.DNS, null, "gatehouse", Origin.INTERNAL);
        }
    }

    private boolean matches(Claim claim, String tag) {
        try {
            return tagger.verify(text(claim), Base64.getUrlDecoder().decode(tag));
        } catch (IllegalArgumentException e) {
            return false; // not base64
        }
    }

    private void prove(Claim claim, How how, @Nullable String by, String actor, Origin origin) {
        transactions.executeWithoutResult(_ -> {
            version.advance();
            if (rows.prove(claim.partner(), claim.domain(), how, by, clock.instant())) {
                var details = Evidence.of("change", "domain proved")
                        .and("domain", claim.domain())
                        .and("how", how.code());
                var context = new EventContext(Subject.ofPartner(claim.partner().value()), origin);
                events.accept(context.success(Type.CONFIGURATION, details).by(actor));
            }
        });
    }

    private Optional<Claim> claim(PartnerId partner, String domain) {
        return EmailDomain.of(domain)
                .flatMap(rows::find)
                .filter(c -> c.partner().equals(partner));
    }

    // Bound to the partner too: the record of one proves nothing for another that claims the same name later.
    private static byte[] text(Claim claim) {
        return (claim.partner() + " " + claim.domain()).getBytes(UTF_8);
    }

    private DomainProof proof(Claim claim) {
        var tag = Base64.getUrlEncoder().withoutPadding().encodeToString(tagger.tag(text(claim)));
        return new DomainProof(
                claim.partner(),
                claim.domain(),
                LABEL + claim.domain(),
                PREFIX + tag,
                claim.provedAt(),
                claim.how(),
                claim.by(),
                claim.checkedAt());
    }
}
