package io.gatehouse.identityprovider.metadata;

import java.util.Locale;

/** What there is to mend at the identity provider; each vendor has its own menu for it. */
public enum Mending {
    /** A new signing key comes in. */
    KEY,
    /** The right document is taken from the right place. */
    DOCUMENT,
    /** The addresses that people are sent to. */
    ENDPOINT,
    /** A way to sign on that browsers can carry. */
    BINDING,
    /** That requests be signed. */
    REQUESTS,
    /** Who signs the metadata itself. */
    SIGNATURE,
    /** What is signed with. */
    ALGORITHM;

    /** The name in the vendors' files. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
