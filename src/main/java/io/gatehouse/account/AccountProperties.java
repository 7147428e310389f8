package io.gatehouse.account;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Settings of accounts: how long an invitation's link is good for. */
@ConfigurationProperties("gatehouse.account")
record AccountProperties(@DefaultValue("7d") Duration invitationLifetime) {
    AccountProperties {
        if (!invitationLifetime.isPositive()) {
            throw new IllegalArgumentException("gatehouse.account.invitation-lifetime must be positive");
        }
    }
}
