package io.gatehouse.saml.message;

import org.jspecify.annotations.Nullable;

/** Who says so (SAML Core 2.2.5). */
public record Issuer(String value, @Nullable String format) {}
