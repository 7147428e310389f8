package io.gatehouse.account.role;

import io.gatehouse.partner.PartnerId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do in the console. */
public enum Role {
    /** Everything. */
    ADMIN,
    /** Reading everything, changing nothing. */
    AUDITOR,
    /** The people and providers of their own partner, and nothing else in sight. */
    PARTNER_ADMIN;

    /** The name in commands, settings, events and the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The role of this name, if there is one. */
    public static Optional<Role> ofCode(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }

    /**
     * Whether people of this partner can have it: administrators and auditors are the vendor's own. The vendor's partner has
     * no administrator of its own kind: whoever changes its identity providers decides who is an administrator of all.
     */
    public boolean isFor(PartnerId partner, PartnerId vendor) {
        return (this == PARTNER_ADMIN) != partner.equals(vendor);
    }
}
