package io.gatehouse.identityprovider.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.TestDocuments;
import io.gatehouse.identityprovider.metadata.MetadataReading.Verdict;
import io.gatehouse.testing.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys and dates of metadata, and its own signature. */
class MetadataKeysTests {
    private static final String OKTA = "okta-trial-2024.xml";

    private final TestClock clock = new TestClock(Instant.parse("2026-12-01T00:00:00Z"));
    private final MetadataReader reader = new MetadataReader(clock);

    @Test
    void keepsEveryKeyOfARollover() {
        assertThat(metadata(TestDocuments.bytes("entra-two-signing-certs.xml")).signingKeys())
                .hasSize(2)
                .extracting(SigningKey::fingerprint)
                .doesNotHaveDuplicates()
                .allMatch(f -> f.matches("[0-9a-f]{64}"));
        assertThat(metadata(TestDocuments.bytes("adfs-same-signing-cert-twice.xml"))
                        .signingKeys())
                .hasSize(1);
        assertRule(TestDocuments.bytes("adfs-same-signing-cert-twice.xml"), Rule.KEY_DUPLICATE);
    }

    @ParameterizedTest
    @CsvSource({"89, 90", "29, 30", "6, 7"})
    void warnsBeforeACertificateExpires(int daysBefore, int within) {
        var end = metadata(TestDocuments.bytes(OKTA))
                .signingKeys()
                .getFirst()
                .certificate()
                .getNotAfter()
                .toInstant();
        clock.set(end.minus(Duration.ofDays(daysBefore)));

        var reading = reader.read(TestDocuments.bytes(OKTA));

        assertThat(reading.verdict()).isEqualTo(Verdict.ACCEPT);
        assertThat(reading.findings())
                .filteredOn(f -> f.rule().equals("certificate-expires-soon"))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("within " + within + " days"));
    }

    @Test
    void countsAnExpiredCertificateWithAWarning() {
        clock.set(Instant.parse("2060-01-01T00:00:00Z"));

        assertThat(reader.read(TestDocuments.bytes(OKTA)).verdict()).isEqualTo(Verdict.ACCEPT_WITH_WARNING);
        assertThat(metadata(TestDocuments.bytes(OKTA)).signingKeys()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-30T23:59:59Z, metadata-expired, REJECT",
        "2026-12-01T00:00:00Z, metadata-expired, REJECT",
        "2026-12-01T01:00:00.123+02:00, metadata-expired, REJECT",
        "2026-12-20T00:00:00Z, metadata-expires-soon, ACCEPT",
        "2026-12-20T00:00:00, metadata-expires-soon, ACCEPT",
        "tomorrow, validity-unreadable, REJECT",
    })
    void holdsMetadataToItsDate(String validUntil, String rule, Verdict verdict) {
        for (String element : new String[] {"EntityDescriptor", "IDPSSODescriptor"}) {
            var reading = reader.read(
                    TestDocuments.with(OKTA, "<md:" + element, "<md:" + element + " validUntil=\"" + validUntil + '"'));

            assertThat(reading.verdict()).isEqualTo(verdict);
            assertThat(reading.findings()).extracting(Finding::rule).contains(rule);
        }
    }

    @Test
    void takesNoKeyThatIsForEncryptionOnly() {
        var reading = reader.read(TestDocuments.with(OKTA, "use=\"signing\"", "use=\"encryption\""));

        assertThat(reading.verdict()).isEqualTo(Verdict.REJECT);
        assertThat(has(reading, Rule.SIGNING_KEY_MISSING)).isTrue();
    }

    @Test
    void takesAKeyWithoutUseForSigning() {
        var reading = reader.read(TestDocuments.with(OKTA, "use=\"signing\"", ""));

        assertThat(reading.verdict()).isEqualTo(Verdict.ACCEPT);
        assertThat(has(reading, Rule.KEY_USE_MISSING)).isTrue();
    }

    @Test
    void seesThatASignatureHolds() {
        var reading = reader.read(TestDocuments.bytes("entra-with-bom.xml"));

        assertThat(reading.findings()).extracting(Finding::rule).noneMatch(r -> r.startsWith("signature"));
    }

    @Test
    void neverFollowsASignatureElsewhere() {
        var text = TestDocuments.text("entra-with-bom.xml")
                .replaceFirst("Reference URI=\"[^\"]*\"", "Reference URI=\"http://127.0.0.1:9/\"");

        assertRule(text.getBytes(StandardCharsets.UTF_8), Rule.SIGNATURE_UNVERIFIABLE);
    }

    private IdpMetadata metadata(byte[] document) {
        return Objects.requireNonNull(reader.read(document).metadata());
    }

    private void assertRule(byte[] document, Rule rule) {
        var reading = reader.read(document);
        assertThat(has(reading, rule)).as("%s", reading.findings()).isTrue();
        if (rule.severity() == Finding.Severity.ERROR) {
            assertThat(reading.verdict()).isEqualTo(Verdict.REJECT);
        }
    }

    private static boolean has(MetadataReading reading, Rule rule) {
        return reading.findings().stream().anyMatch(f -> f.rule().equals(rule.id()));
    }
}
