package io.gatehouse.identityprovider.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * Which version is to serve everybody, and what whoever says so takes upon themselves.
 *
 * @param hash the staged version they mean; null for whichever is staged
 * @param untested even if no test of exactly this version has passed; recorded as such
 * @param entityIdChange even if it answers as another entityID than what served before: people are bound to the old one
 */
public record Activation(@Nullable String hash, boolean untested, boolean entityIdChange) {
    /** Of what is staged, if it was tested and is the same identity provider still. */
    public static final Activation OF_WHAT_IS_TESTED = new Activation(null, false, false);
}
