package io.gatehouse.identityprovider;

import java.util.Locale;

/** Where a connection is in its life. Only {@code ACTIVE} serves sign-ins. */
public enum ProviderState {
    DRAFT,
    TESTED,
    ACTIVE,
    RETIRED;

    /** Whether a staged version may serve named people before everybody. */
    public boolean mayBeTried() {
        return this != RETIRED;
    }

    /** The name in API, database and events. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
