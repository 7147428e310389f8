package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.reason.Refusal;
import java.util.List;

/** What came of configuring a connection. */
public sealed interface Configured {
    /** It is that already. */
    record Unchanged(IdentityProvider provider) implements Configured {}

    /** It is new, or was retired before. */
    record Created(IdentityProvider provider) implements Configured {}

    /** It was something else; the differences in words. */
    record Changed(IdentityProvider provider, List<String> differences) implements Configured {}

    /** Nothing was changed: {@code configuration-invalid}, with evidence. */
    record Refused(Refusal why) implements Configured {}
}
