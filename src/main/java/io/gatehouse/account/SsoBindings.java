package io.gatehouse.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import io.gatehouse.keys.Sha256;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which asserted identity is which account. */
@Repository
class SsoBindings {
    private static final int LONGEST = 1024;

    private final JdbcClient jdbc;

    SsoBindings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether an identity names a subject that can be kept whole. */
    static boolean canHold(SsoIdentity identity) {
        return !identity.subject().isBlank() && identity.subject().length() <= LONGEST;
    }

    /** What an identity is compared by: each part with its length in front, so that no two divisions collide. */
    static byte[] key(SsoIdentity identity) {
        var sha256 = Sha256.start();
        for (var part : new String[] {identity.partner().value(), identity.issuer(), identity.subject()}) {
            var bytes = part.getBytes(UTF_8);
            sha256.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            sha256.update(bytes);
        }
        return sha256.digest();
    }

    /** False if the identity is bound already. */
    boolean bind(SsoIdentity identity, AccountId account, Instant now) {
        return jdbc.sql("""
                                insert into sso_identity (identity_key, partner, issuer, subject, account, bound_at)
                                values (:key, :partner, :issuer, :subject, :account, :now)
                                on conflict do nothing""")
                        .param("key", key(identity))
                        .param("partner", identity.partner().value())
                        .param("issuer", identity.issuer())
                        .param("subject", identity.subject())
                        .param("account", account.value())
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }
}
