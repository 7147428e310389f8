package io.gatehouse.partner;

import org.springframework.stereotype.Repository;

/**
 * A counter in the database that advances with every change to a partner or an identity provider. Caches keyed by it are
 * right on every node within a second.
 */
@Repository
public class ConfigurationVersion {
    /** The counter, at most one second old. */
    public long current() {
        throw new UnsupportedOperationException();
    }

    /** Advances the counter in the current transaction; its row's lock lines up whoever changes configuration. */
    public void advance() {
        throw new UnsupportedOperationException();
    }
}
