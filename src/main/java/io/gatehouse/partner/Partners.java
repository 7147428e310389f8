package io.gatehouse.partner;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** The partners, read through a cache that is never older than a second. */
@Repository
public class Partners {
    /** The partner of this id. */
    public Optional<Partner> find(PartnerId id) {
        throw new UnsupportedOperationException();
    }

    /** The partner that owns this lower-case e-mail domain. */
    public Optional<Partner> ofDomain(String domain) {
        throw new UnsupportedOperationException();
    }

    /** All partners, by name. */
    public List<Partner> all() {
        throw new UnsupportedOperationException();
    }

    /** Keeps a partner as it is now, in the current transaction. */
    public void save(Partner partner) {
        throw new UnsupportedOperationException();
    }
}
