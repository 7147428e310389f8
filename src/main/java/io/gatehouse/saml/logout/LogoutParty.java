package io.gatehouse.saml.logout;

import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.saml.response.Terms;
import java.security.PrivateKey;
import java.util.List;

/** All that a logout message of one provider is judged by. */
record LogoutParty(Terms terms, IdpMetadata assertingParty, List<PrivateKey> decryptionKeys) {}
