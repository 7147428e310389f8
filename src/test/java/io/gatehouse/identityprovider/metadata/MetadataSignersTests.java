package io.gatehouse.identityprovider.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.MetadataSigner;
import io.gatehouse.identityprovider.metadata.MetadataReading.Verdict;
import io.gatehouse.testing.SignedMetadata;
import io.gatehouse.testing.SigningRecipe;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestKeys;
import io.gatehouse.testing.Xml;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Metadata that must be by a known signer: what counts for that, and all that doesn't. */
class MetadataSignersTests {
    private static final String MD = "urn:oasis:names:tc:SAML:2.0:metadata";
    private static final TestKeys SIGNER = TestKeys.rsa(2048);
    private static final TestKeys NEXT = TestKeys.elliptic();
    private static final TestKeys STRANGER = TestKeys.rsa(2048);
    private static final String PLAIN =
            TestIdentityProvider.named("https://signed.example").metadata("https://signed.example/sso");
    private static final String TWO = "<md:EntitiesDescriptor xmlns:md=\"" + MD + "\">" + PLAIN
            + TestIdentityProvider.named("https://evil.example").metadata("https://evil.example/sso")
            + "</md:EntitiesDescriptor>";

    private final MetadataReader reader = new MetadataReader(new TestClock(Instant.parse("2026-12-01T00:00:00Z")));

    @Test
    void takesWhatOneOfTheSignersHasSigned() {
        assertThat(errors(SignedMetadata.signed(PLAIN, SIGNER))).isEmpty();
        assertThat(errors(SignedMetadata.signed(PLAIN, NEXT))).isEmpty();
        assertThat(errors(SignedMetadata.signed(PLAIN, SIGNER.expired()))).isEmpty();
        var silent = SigningRecipe.USUAL.withoutKeyInfo();
        assertThat(errors(SignedMetadata.signed(PLAIN, SIGNER, silent, d -> {})))
                .isEmpty();
        var pss = SigningRecipe.USUAL.withAlgorithms(
                "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1", SigningRecipe.SHA256);
        assertThat(errors(SignedMetadata.signed(PLAIN, SIGNER, pss, d -> {}))).isEmpty();
        assertThat(errors(SignedMetadata.signed(PLAIN, SIGNER, SigningRecipe.USUAL.withUri(""), d -> {})))
                .isEmpty();
    }

    @Test
    void takesAPartyThatIsSignedByItself() {
        var document = SignedMetadata.signedParty(TWO, SIGNER);
        assertThat(errors(document, "https://signed.example")).isEmpty();
        assertThat(errors(document, "https://evil.example")).containsExactly("signature-missing");
    }

    @Test
    void refusesWhatNobodyHasSigned() {
        var reading = read(PLAIN, null);
        assertThat(reading.verdict()).isEqualTo(Verdict.REJECT);
        assertThat(reading.metadata()).isNull();
        assertThat(errors(PLAIN)).containsExactly("signature-missing");
    }

    @Test
    void refusesWhatAStrangerHasSignedWhateverCertificateIsShown() {
        untrusted(SignedMetadata.signed(PLAIN, STRANGER));
        var dressed = SigningRecipe.USUAL.withKey(STRANGER.privateKey(), SIGNER.certificate());
        untrusted(SignedMetadata.signed(PLAIN, STRANGER, dressed, d -> {}));
    }

    @Test
    void refusesWhatWasChangedSince() {
        untrusted(changed(d -> endpoint(d).setAttribute("Location", "https://evil.example/sso")));
        untrusted(changed(d -> d.getDocumentElement().setAttribute("entityID", "https://evil.example")));
        untrusted(changed(d -> d.getDocumentElement()
                .appendChild(Xml.first(d, MD, "IDPSSODescriptor").cloneNode(true))));
    }

    @Test
    void refusesWeakAlgorithms() {
        var sha1 =
                SigningRecipe.USUAL.withAlgorithms("http://www.w3.org/2000/09/xmldsig#rsa-sha1", SigningRecipe.SHA256);
        assertThat(errors(SignedMetadata.signed(PLAIN, SIGNER, sha1, d -> {}))).containsExactly("signature-untrusted");
        assertThat(rules(SignedMetadata.signed(PLAIN, SIGNER, sha1, d -> {}))).contains("signature-sha1");
        var digest =
                SigningRecipe.USUAL.withAlgorithms(SigningRecipe.RSA_SHA256, "http://www.w3.org/2000/09/xmldsig#sha1");
        untrusted(SignedMetadata.signed(PLAIN, SIGNER, digest, d -> {}));
    }

    @Test
    void refusesASignatureThatIsOverSomethingElse() {
        // The signed party wrapped into another that is read instead.
        untrusted(changed(d -> {
            var root = d.getDocumentElement();
            var wrapped = (Element) root.cloneNode(true);
            root.setAttribute("entityID", "https://evil.example");
            var extensions = d.createElementNS(MD, "md:Extensions");
            extensions.appendChild(wrapped);
            root.appendChild(extensions);
        }));
        // The whole beside it, under another ID.
        untrusted(changed(d -> {
            var root = d.getDocumentElement();
            var wrapped = (Element) root.cloneNode(true);
            var extensions = d.createElementNS(MD, "md:Extensions");
            extensions.appendChild(wrapped);
            root.setAttribute("ID", "_evil");
            root.setAttribute("entityID", "https://evil.example");
            root.appendChild(extensions);
        }));
        untrusted(changed(d -> d.getDocumentElement()
                .appendChild(d.getDocumentElement().getFirstChild().cloneNode(true))));
        untrusted(SignedMetadata.signed(
                PLAIN,
                SIGNER,
                SigningRecipe.USUAL.withCanonicalization(
                        SigningRecipe.EXCLUSIVE, SigningRecipe.ENVELOPED, "http://www.w3.org/2000/09/xmldsig#base64"),
                d -> {}));
    }

    @Test
    void refusesASignatureOfAnotherPartyOfTheSameName() {
        var two = TWO.replace("https://evil.example\"", "https://signed.example\"");
        assertThat(errors(SignedMetadata.signedParty(two, SIGNER), "https://signed.example"))
                .contains("entity-id-duplicate");
    }

    @Test
    void looksAtNoSignatureForTrustWhereNoSignerIsConfigured() {
        assertThat(reader.read(bytes(PLAIN)).verdict()).isEqualTo(Verdict.ACCEPT);
        var edited = changed(d -> endpoint(d).setAttribute("Location", "https://other.example/sso"));
        assertThat(reader.read(bytes(edited)).findings())
                .extracting(Finding::rule)
                .contains("signature-invalid");
    }

    @Test
    void aSignerIsACertificateThatCanVouch() {
        var text = SignedMetadata.certificate(SIGNER);
        var pem = "-----BEGIN CERTIFICATE-----\n" + text.replaceAll(".{64}", "$0\n") + "\n-----END CERTIFICATE-----\n";
        assertThat(MetadataSigner.of(pem)).isEqualTo(MetadataSigner.of(text)).isPresent();
        Stream.of("", "garbage", "AAAA", SignedMetadata.certificate(TestKeys.rsa(1024)), text.substring(8))
                .forEach(wrong -> assertThat(MetadataSigner.of(wrong)).as(wrong).isEmpty());
    }

    private static String changed(java.util.function.Consumer<Document> change) {
        return SignedMetadata.signed(PLAIN, SIGNER, SigningRecipe.USUAL, change);
    }

    private static Element endpoint(Document document) {
        return Xml.first(document, MD, "SingleSignOnService");
    }

    private void untrusted(String document) {
        assertThat(read(document, null).metadata()).isNull();
        assertThat(errors(document)).contains("signature-untrusted");
    }

    private List<String> errors(String document) {
        return errors(document, null);
    }

    private List<String> errors(String document, @Nullable String entityId) {
        return read(document, entityId).findings().stream()
                .filter(f -> f.severity() == Finding.Severity.ERROR)
                .map(Finding::rule)
                .toList();
    }

    private List<String> rules(String document) {
        return read(document, null).findings().stream().map(Finding::rule).toList();
    }

    private MetadataReading read(String document, @Nullable String entityId) {
        return reader.read(bytes(document), entityId, new Terms(keys(), false, false));
    }

    private static List<PublicKey> keys() {
        return List.of(SIGNER.certificate().getPublicKey(), NEXT.certificate().getPublicKey());
    }

    private static byte[] bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }
}
