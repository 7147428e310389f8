package io.gatehouse.account;

import io.gatehouse.partner.PartnerId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person as the portal knows them, in exactly one partner. */
public record Account(
        AccountId id,
        PartnerId partner,
        String email,
        @Nullable String givenName,
        @Nullable String familyName,
        List<String> groups,
        Status status) {
    public Account {
        groups = List.copyOf(groups);
    }

    /** The same person at another e-mail address. */
    Account at(String address) {
        return new Account(id, partner, address, givenName, familyName, groups, status);
    }

    /** Whether the person may come in. */
    public enum Status {
        ACTIVE,
        SUSPENDED
    }
}
