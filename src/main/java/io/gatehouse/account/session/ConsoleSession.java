package io.gatehouse.account.session;

import io.gatehouse.account.AccountId;
import io.gatehouse.partner.AuthenticationType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the console.
 *
 * @param authenticationType how the first factor was proved: groups count only if by the identity provider that asserts them
 * @param secondFactor {@code totp} or {@code recovery-code}
 * @param name what its identity provider's logout names it by; null if it came by none, or was given no name
 */
public record ConsoleSession(
        UUID id,
        UUID signIn,
        AccountId account,
        AuthenticationType authenticationType,
        String secondFactor,
        @Nullable String clientIp,
        @Nullable String userAgent,
        Instant startedAt,
        Instant usedAt,
        @Nullable Instant endedAt,
        @Nullable NamedBy name) {}
