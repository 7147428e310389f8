package io.gatehouse.account;

import io.gatehouse.partner.PartnerId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The partner of the vendor's own people: administrators and auditors are accounts of it. */
@ConfigurationProperties("gatehouse.console")
public record ConsolePartner(@DefaultValue("operators") String partner) {
    public ConsolePartner {
        if (!PartnerId.isOne(partner)) {
            throw new IllegalArgumentException("gatehouse.console.partner must be a partner's id: [a-z0-9-]{1,64}");
        }
    }

    /** Its id. */
    public PartnerId id() {
        return new PartnerId(partner);
    }
}
