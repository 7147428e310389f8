package io.gatehouse.identityprovider.metadata;

import java.security.cert.X509Certificate;

/**
 * A key that the asserting party signs with. Trust is by key; the certificate's dates only warn.
 *
 * @param fingerprint SHA-256 of the certificate's DER, lower-case hex
 */
public record SigningKey(X509Certificate certificate, String fingerprint, Position position) {}
