package io.gatehouse.identityprovider.lifecycle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be done about a fetched document. */
sealed interface Plan {
    /** Nothing. */
    record Rest(Refreshed outcome) implements Plan {}

    /** It takes the place of the document of this version, which it differs from in nothing but its freshness. */
    record Renew(String hash, Preparation.Ready ready, Refreshed outcome) implements Plan {}

    /** It is what serves again, so what it gave in between and what waits for a person is taken back. */
    record TakeBack(Refreshed outcome) implements Plan {}

    /**
     * It serves.
     *
     * @param waiting what waits, upon this document; null if nothing does that is to follow it
     */
    record Serve(Preparation.Ready ready, Preparation.@Nullable Ready waiting) implements Plan {}

    /** It is the draft. */
    record Draft(Preparation.Ready ready) implements Plan {}

    /**
     * It waits for a person.
     *
     * @param hash the version: made of it, or the one that was held before and differs in nothing but its freshness
     */
    record Hold(Preparation.Ready ready, String hash, List<String> reasons, boolean isNew) implements Plan {}
}
