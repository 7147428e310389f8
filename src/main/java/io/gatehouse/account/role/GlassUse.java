package io.gatehouse.account.role;

import io.gatehouse.account.AccountId;
import io.gatehouse.audit.Reference;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An administrator for when nothing else works has signed in. Published in the transaction that records it.
 *
 * @param email the address they had then
 * @param clientIp from where, as far as it can be believed
 */
public record GlassUse(
        UUID id,
        AccountId account,
        String email,
        Door door,
        @Nullable String clientIp,
        @Nullable Reference reference,
        Instant at) {
    /** Where they came in. */
    public enum Door {
        /** The console. */
        CONSOLE,
        /** The portal. */
        PORTAL;

        /** The name in events and in the database. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
