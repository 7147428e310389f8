package io.gatehouse.account;

import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.Partners;
import io.gatehouse.partner.SecondFactorPolicy;
import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes the vendor's own partner at first start, when the migrations have run and before anybody is served: password here
 * (Cloud) and always a second factor. One that is there is left as it is.
 */
@Component
class ConsolePartnerStart implements SmartInitializingSingleton {
    private final ConsolePartner setting;
    private final Partners partners;
    private final TransactionOperations transactions;

    ConsolePartnerStart(ConsolePartner setting, Partners partners, TransactionOperations transactions) {
        this.setting = setting;
        this.partners = partners;
        this.transactions = transactions;
    }

    @Override
    public void afterSingletonsInstantiated() {
        transactions.executeWithoutResult(_ -> {
            if (partners.find(setting.id()).isEmpty()) {
                partners.save(new Partner(
                        setting.id(),
                        "Operators",
                        Set.of(),
                        Set.of(AuthenticationType.CLOUD),
                        false,
                        null,
                        SecondFactorPolicy.REQUIRED,
                        null));
            }
        });
    }
}
