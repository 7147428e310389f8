package io.gatehouse.account;

import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.Partners;
import io.gatehouse.partner.SecondFactorPolicy;
import jakarta.annotation.PostConstruct;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The vendor's own partner. Made at first start, when the migrations have run and before anybody is served: password here
 * (Cloud) and always a second factor. One that is there is left as it is.
 */
@Service
public class Operators {
    private final ConsolePartner setting;
    private final Partners partners;
    private final TransactionOperations transactions;

    Operators(ConsolePartner setting, Partners partners, TransactionOperations transactions) {
        this.setting = setting;
        this.partners = partners;
        this.transactions = transactions;
    }

    /** The partner, made now if there is none. */
    public Partner partner() {
        return Objects.requireNonNull(
                transactions.execute(_ -> partners.find(setting.id()).orElseGet(this::make)));
    }

    @PostConstruct
    void makeAtStart() {
        partner();
    }

    // Two nodes that start at once line up at the lock of the configuration version, and save the same.
    private Partner make() {
        var partner = new Partner(
                setting.id(),
                "Operators",
                Set.of(),
                Set.of(AuthenticationType.CLOUD),
                false,
                null,
                SecondFactorPolicy.REQUIRED,
                null);
        partners.save(partner);
        return partner;
    }
}
