package io.gatehouse.secondfactor;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Settings of the second factor: the name under which people's apps list us. The safety margins are not settings. */
@ConfigurationProperties("gatehouse.secondfactor")
record SecondFactorProperties(@DefaultValue("Gatehouse") String issuer) {
    SecondFactorProperties {
        // The key URI's label divides issuer and account by a colon.
        if (issuer.isBlank() || issuer.length() > 60 || issuer.contains(":")) {
            throw new IllegalArgumentException(
                    "gatehouse.secondfactor.issuer must be 1 to 60 characters without a colon");
        }
    }
}
