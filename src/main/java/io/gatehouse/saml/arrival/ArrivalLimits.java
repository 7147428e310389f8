package io.gatehouse.saml.arrival;

import io.gatehouse.saml.markup.BoundedReader;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much a response may be.
 *
 * @param body the posted form, encoded as it comes
 * @param response the one SAMLResponse, decoded; never more than is read of any message
 */
@ConfigurationProperties("gatehouse.limits.saml")
public record ArrivalLimits(
        @DefaultValue("400KB") DataSize body,
        @DefaultValue("256KB") DataSize response) {
    public ArrivalLimits {
        if (body.toBytes() < 1 || body.toMegabytes() > 16 || response.compareTo(body) > 0) {
            throw new IllegalArgumentException(
                    "gatehouse.limits.saml: body must be at most 16MB and response no more than body");
        }
        if (response.toBytes() > BoundedReader.MOST_BYTES) {
            throw new IllegalArgumentException("gatehouse.limits.saml: response must be at most "
                    + DataSize.ofBytes(BoundedReader.MOST_BYTES).toKilobytes() + "KB");
        }
    }
}
