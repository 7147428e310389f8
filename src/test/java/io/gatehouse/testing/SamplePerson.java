package io.gatehouse.testing;

import java.util.List;

/** Somebody who can sign in at a {@link SampleIdentityProvider}. */
public record SamplePerson(String email, String givenName, String familyName, List<String> groups) {}
