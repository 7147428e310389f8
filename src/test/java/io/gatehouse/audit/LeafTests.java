package io.gatehouse.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.audit.LoginEvent.Outcome;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeafTests {
    private static final Leaf.Salts SALTS = new Leaf.Salts(new byte[] {1}, new byte[] {2});

    @Test
    void isWrittenInOneFormForever() throws Exception {
        // Changing this text breaks every proof given so far: a new form needs a new number.
        assertThat(Leaf.of(event("ada@northwind.example"), SALTS).json())
                .isEqualTo("""
                        {"account":"0193a000-0000-7000-8000-000000000002","actor":"cli","authentication_type":"sso",\
                        "details":"%s","form":1,"id":"0193a000-0000-7000-8000-000000000001",\
                        "identity_provider":"northwind-entra","outcome":"failure","partner":"northwind",\
                        "personal":"%s","reason":"replayed","reference":"34679ACDEF","request_id":"r",\
                        "second_factor":"totp","time":"2026-11-23T12:00:00.100Z","trace_id":"t","type":"first-factor"}""".formatted(sha256(2, "{\"got\":\"twice\"}"), sha256(1, """
                                                {"client_ip":"192.0.2.7","email":"ada@northwind.example","user_agent":"UA"}""")));
    }

    @Test
    void showsNothingPersonal() {
        assertThat(Leaf.of(event("ada@northwind.example"), SALTS).json())
                .doesNotContain("ada@", "192.0.2.7", "UA", "twice");
    }

    @Test
    void changesWithWhatItOnlyHoldsAsAHash() {
        assertThat(Leaf.of(event("ada@northwind.example"), SALTS))
                .isNotEqualTo(Leaf.of(event("eve@northwind.example"), SALTS));
    }

    @OnBothDatabases
    void isKeptWithSaltsOfItsOwnAndNoPositionYet(TestDatabase db) {
        var clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));
        var partner = "p-" + UUID.randomUUID();
        var event = Objects.requireNonNull(db.transactions()
                .execute(_ -> TestEvents.on(db, clock)
                        .append(TestEvents.about(partner).success(Type.SIGN_OUT, Evidence.of("sid", "s")))));
        var row = db.jdbc()
                .sql("select leaf, personal_salt, details_salt, \"position\" from login_event where id = :id")
                .param("id", event.id())
                .query()
                .singleRow();
        var salts = new Leaf.Salts(bytes(row.get("personal_salt")), bytes(row.get("details_salt")));
        assertThat(salts.personal()).hasSize(16).isNotEqualTo(salts.details());
        assertThat(row.get("leaf")).isEqualTo(Leaf.of(event, salts).json());
        assertThat(row.get("position")).isNull();
    }

    private static byte[] bytes(@Nullable Object value) {
        return (byte[]) Objects.requireNonNull(value);
    }

    private static LoginEvent event(String email) {
        return new LoginEvent(
                UUID.fromString("0193a000-0000-7000-8000-000000000001"),
                Instant.parse("2026-11-23T12:00:00.1Z"),
                Type.FIRST_FACTOR,
                Outcome.FAILURE,
                Reason.REPLAYED,
                new Subject(
                        new Reference("34679ACDEF"),
                        "northwind",
                        UUID.fromString("0193a000-0000-7000-8000-000000000002"),
                        email,
                        "sso",
                        "northwind-entra"),
                new Origin("192.0.2.7", "UA", "r", "t"),
                "totp",
                "cli",
                Evidence.of("got", "twice"));
    }

    private static String sha256(int salt, String json) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        digest.update((byte) salt);
        return HexFormat.of().formatHex(digest.digest(json.getBytes(UTF_8)));
    }
}
