package io.gatehouse.saml.request;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an AuthnRequest shall say.
 *
 * @param requestedContexts authentication contexts to ask for; none are asked for where empty
 * @param nameIdFormat the NameID format to ask for; none where null
 */
public record AuthnRequestOrder(
        String id,
        Instant issuedAt,
        String destination,
        String issuer,
        String assertionConsumerService,
        List<String> requestedContexts,
        @Nullable String nameIdFormat) {}
