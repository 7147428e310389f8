package io.gatehouse.saml;

import org.springframework.stereotype.Repository;

/** What was accepted once, on whatever node: (issuer, assertion id) and request id, each unique. */
@Repository
public class ConsumedAssertions {
    /** Uses an assertion up in the current transaction; false if it, or its request, was used before. */
    public boolean consume(Asserted asserted) {
        throw new UnsupportedOperationException("not for " + asserted.assertionId());
    }
}
