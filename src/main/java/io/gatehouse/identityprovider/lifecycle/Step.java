package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.metadata.Finding;
import io.gatehouse.reason.Refusal;
import java.util.List;

/** What came of a step in a connection's life. Only {@link Done} changed anything. */
public sealed interface Step {
    /**
     * Taken, with its event.
     *
     * @param version the version that was staged, tested, activated or returned to
     * @param findings of its metadata and of its place among the other connections, worst first; none but after staging
     * @param differences in words: to what serves, or served before
     */
    record Done(IdentityProvider provider, ProviderVersion version, List<Finding> findings, List<String> differences)
            implements Step {}

    /** It is so already. */
    record Unchanged(IdentityProvider provider, ProviderVersion version, List<Finding> findings) implements Step {}

    /** It can't be: {@code configuration-invalid}, or why this version can't serve; with every finding. */
    record Refused(Refusal why, List<Finding> findings) implements Step {
        /** A refusal that no document is at fault for. */
        Refused(Refusal why) {
            this(why, List.of());
        }
    }

    /** No test of exactly this version has passed. */
    record Untested(ProviderVersion version) implements Step {}

    /** It would answer as another entityID than what served before, and nobody said that this is meant. */
    record OtherEntity(String before, String after) implements Step {}

    /** Somebody else changed it meanwhile. */
    record Stale(long revision) implements Step {}

    /** Its partner comes from this file, which is changed instead. */
    record ReadOnly(String file) implements Step {}
}
