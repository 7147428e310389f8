package io.gatehouse.console.page;

import io.gatehouse.partner.PartnerId;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** There is nothing at the address: nothing at all, or nothing of this partner's. */
public final class Missing extends ResponseStatusException {
    private static final long serialVersionUID = 1L;

    /** Nothing there. */
    public Missing() {
        super(HttpStatus.NOT_FOUND);
    }

    /** The partner's id in an address. */
    public static PartnerId partner(String text) {
        if (!PartnerId.isOne(text)) {
            throw new Missing();
        }
        return new PartnerId(text);
    }
}
