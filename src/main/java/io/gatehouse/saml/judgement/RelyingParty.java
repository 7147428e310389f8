package io.gatehouse.saml.judgement;

import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import java.security.PrivateKey;
import java.util.List;

/** All that a response to one provider is judged by: who we are to it, what we trust of it, what its settings loosen. */
public record RelyingParty(
        String entityId,
        String assertionConsumerService,
        IdpMetadata assertingParty,
        ProviderSettings settings,
        List<PrivateKey> decryptionKeys) {}
