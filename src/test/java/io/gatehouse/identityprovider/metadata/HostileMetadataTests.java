package io.gatehouse.identityprovider.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.gatehouse.identityprovider.metadata.MetadataReading.Verdict;
import io.gatehouse.testing.TestClock;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Documents made to hurt: each is refused with its rule, and soon. */
class HostileMetadataTests {
    private static final String MD = "urn:oasis:names:tc:SAML:2.0:metadata";

    private final MetadataReader reader = new MetadataReader(new TestClock(Instant.parse("2026-12-01T00:00:00Z")));

    @Test
    void expandsNoEntityBomb() {
        var entities = IntStream.range(1, 20)
                .mapToObj(i -> "<!ENTITY e" + i + " \"" + ("&e" + (i - 1) + ";").repeat(10) + "\">")
                .collect(Collectors.joining());

        refuses("<!DOCTYPE x [<!ENTITY e0 \"ha\">" + entities + "]><x>&e19;</x>", "doctype");
    }

    @Test
    void fetchesNothing() {
        refuses("<!DOCTYPE x SYSTEM \"http://127.0.0.1:9/x.dtd\"><x/>", "doctype");
        refuses("<!-- <x> --><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><x>&a;</x>", "doctype");
        refuses("<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/\"> %p;]><x/>", "doctype");
    }

    @Test
    void knowsNoUndeclaredEntity() {
        refuses("<x xmlns=\"" + MD + "\">&nbsp;</x>", "not-well-formed");
        refuses("<x a=\"&nbsp;\"/>", "not-well-formed");
    }

    @Test
    void goesOnlySoDeep() {
        refuses("<x>".repeat(33) + "</x>".repeat(33), "document-too-complex");
        refuses("<x>".repeat(50_000), "document-too-complex");
    }

    @Test
    void countsElements() {
        refuses("<x>" + "<y/>".repeat(20_000) + "</x>", "document-too-complex");
    }

    @Test
    void countsAttributes() {
        refuses(attributes(65), "document-too-complex");
        refuses(attributes(20_000), "document-too-complex");
    }

    @Test
    void countsNamespaceDeclarationsAmongThem() {
        var many = IntStream.range(0, 65)
                .mapToObj(i -> " xmlns:n" + i + "=\"urn:" + i + '"')
                .collect(Collectors.joining());

        refuses("<x" + many + "/>", "document-too-complex");
    }

    @Test
    void readsNoLongNamesAndValues() {
        refuses("<" + "x".repeat(200_000) + "/>", "document-too-complex");
        refuses("<x a=\"" + "a".repeat(200_000) + "\"/>", "document-too-complex");
    }

    @Test
    void readsNothingLargerThanItsLimit() {
        refuses("<x>" + " ".repeat(256 << 10) + "</x>", "document-too-large");
    }

    @Test
    void readsNoExoticOrBrokenEncoding() {
        refuses("<?xml version=\"1.0\" encoding=\"UTF-7\"?><x/>", "encoding-unreadable");
        refuses("<?xml version='1.0' encoding='IBM037'?><x/>", "encoding-unreadable");
        refuses(new byte[] {'<', 'x', '>', (byte) 0xC3, (byte) 0x28, '<', '/', 'x', '>'}, "encoding-unreadable");
        refuses("<x/>".getBytes(Charset.forName("UTF-32")), "not-well-formed");
    }

    @Test
    void takesNoFindingsFromHundredsOfThousandsOfFaults() {
        var endpoint =
                "<SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Location=\"x:\"/>";
        var document = "<EntityDescriptor xmlns=\"" + MD + "\" entityID=\"urn:x\"><IDPSSODescriptor"
                + " protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">" + endpoint.repeat(9_000)
                + "</IDPSSODescriptor></EntityDescriptor>";

        assertThat(soon(document.getBytes(StandardCharsets.UTF_8)).findings()).hasSizeLessThan(250);
    }

    @Test
    void throwsForNoBytesAtAll() {
        var random = new Random(7);
        for (int i = 0; i < 500; i++) {
            var bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);

            assertThat(reader.read(bytes).verdict()).isEqualTo(Verdict.REJECT);
        }
    }

    private static String attributes(int many) {
        return "<x" + IntStream.range(0, many).mapToObj(i -> " a" + i + "=\"\"").collect(Collectors.joining()) + "/>";
    }

    private void refuses(String document, String rule) {
        refuses(document.getBytes(StandardCharsets.UTF_8), rule);
    }

    private void refuses(byte[] document, String rule) {
        var reading = soon(document);

        assertThat(reading.verdict()).isEqualTo(Verdict.REJECT);
        assertThat(reading.findings())
                .as("%s", reading.findings())
                .extracting(Finding::rule)
                .containsExactly(rule);
    }

    private MetadataReading soon(byte[] document) {
        return assertTimeoutPreemptively(Duration.ofSeconds(10), () -> reader.read(document));
    }
}
