package io.gatehouse.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.interop.KeycloakVisitor.Delivery;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.security.auth.x500.X500Principal;
import javax.xml.parsers.DocumentBuilderFactory;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The real peer does what the tests beside it count on; what Gatehouse makes of it is told in the journeys. */
@OnKeycloak
class KeycloakHarnessTests {
    private static final String SP = "http://localhost:1/saml2/metadata/";
    private static final String ACS = "http://localhost:1/login/saml2/sso/harness";
    private static final String DSIG = "http://www.w3.org/2000/09/xmldsig#";
    private static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";

    private static KeycloakRealm realm;

    private final String entityId = SP + UUID.randomUUID();

    @BeforeAll
    static void makeARealm(KeycloakServer keycloak) {
        realm = keycloak.newRealm();
        realm.addPerson("ada@northwind.example", "Ada", "Lovelace", "correct horse", "engineers", "founders");
    }

    @Test
    void publishesItsMetadata() throws Exception {
        var metadata = parse(realm.metadata().getBytes(UTF_8));
        assertThat(metadata.getAttribute("entityID")).isEqualTo(realm.entityId());
        assertThat(metadata.getElementsByTagNameNS(DSIG, "X509Certificate").getLength())
                .isPositive();
        assertThat(realm.metadata()).contains(realm.singleSignOn().toString());
    }

    @Test
    void signsResponsesAndKeepsTheRelayState() throws Exception {
        var delivery = deliveryTo(KeycloakServiceProvider.of(entityId, ACS));
        var response = response(delivery);
        assertThat(delivery.action()).isEqualTo(URI.create(ACS));
        assertThat(delivery.relayState()).contains("a+b/c=");
        assertThat(isSigned(response)).isTrue();
        assertThat(isSigned(assertion(response))).isFalse();
        assertThat(response.getTextContent())
                .contains("ada@northwind.example", "Ada", "Lovelace", "engineers", "founders");
    }

    @Test
    void signsAssertionsOnly() throws Exception {
        var response =
                response(deliveryTo(KeycloakServiceProvider.of(entityId, ACS).withSignedAssertionsOnly()));
        assertThat(isSigned(response)).isFalse();
        assertThat(isSigned(assertion(response))).isTrue();
    }

    @Test
    void encryptsAssertions() throws Exception {
        var response = response(deliveryTo(
                KeycloakServiceProvider.of(entityId, ACS).withBothSigned().encryptedFor(someCertificate())));
        assertThat(isSigned(response)).isTrue();
        assertThat(child(response, ASSERTION, "EncryptedAssertion")).isNotNull();
        assertThat(child(response, ASSERTION, "Assertion")).isNull();
    }

    @Test
    void givesPersistentNames() throws Exception {
        var response =
                response(deliveryTo(KeycloakServiceProvider.of(entityId, ACS).withPersistentNameId()));
        var name =
                (Element) response.getElementsByTagNameNS(ASSERTION, "NameID").item(0);
        assertThat(name.getAttribute("Format")).isEqualTo("urn:oasis:names:tc:SAML:2.0:nameid-format:persistent");
        assertThat(name.getTextContent()).isNotEqualTo("ada@northwind.example").isNotBlank();
    }

    @Test
    void rotatesItsKeys() throws Exception {
        var before = certificates();
        realm.rotateKeys();
        assertThat(certificates()).hasSize(before.size() + 1).containsAll(before);
        realm.dropOldKeys();
        assertThat(certificates()).hasSize(before.size()).doesNotContainAnyElementsOf(before);
    }

    private List<String> certificates() throws Exception {
        var found = parse(realm.metadata().getBytes(UTF_8)).getElementsByTagNameNS(DSIG, "X509Certificate");
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> found.item(i).getTextContent().strip())
                .toList();
    }

    private Delivery deliveryTo(KeycloakServiceProvider serviceProvider) throws Exception {
        realm.addServiceProvider(serviceProvider);
        try (var visitor = new KeycloakVisitor()) {
            return visitor.signIn(authnRequest(), "ada@northwind.example", "correct horse");
        }
    }

    private URI authnRequest() throws IOException {
        var xml = """
                <samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_%s" Version="2.0"
                  IssueInstant="%s" Destination="%s" AssertionConsumerServiceURL="%s"
                  ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST">
                  <saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">%s</saml:Issuer>
                </samlp:AuthnRequest>""".formatted(UUID.randomUUID(), Instant.now(), realm.singleSignOn(), ACS, entityId);
        var deflated = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(deflated, new Deflater(Deflater.DEFAULT_COMPRESSION, true))) {
            out.write(xml.getBytes(UTF_8));
        }
        var request = Base64.getEncoder().encodeToString(deflated.toByteArray());
        return URI.create(realm.singleSignOn() + "?SAMLRequest=" + URLEncoder.encode(request, UTF_8) + "&RelayState="
                + URLEncoder.encode("a+b/c=", UTF_8));
    }

    private static Element response(Delivery delivery) throws Exception {
        return parse(Base64.getDecoder().decode(delivery.samlResponse()));
    }

    private static Element parse(byte[] xml) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml)).getDocumentElement();
    }

    private static Element assertion(Element response) {
        return child(response, ASSERTION, "Assertion");
    }

    private static boolean isSigned(Element element) {
        return child(element, DSIG, "Signature") != null;
    }

    private static Element child(Element parent, String namespace, String name) {
        for (var at = parent.getFirstChild(); at != null; at = at.getNextSibling()) {
            if (at instanceof Element e && namespace.equals(e.getNamespaceURI()) && name.equals(e.getLocalName())) {
                return e;
            }
        }
        return null;
    }

    private static X509Certificate someCertificate() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var keys = generator.generateKeyPair();
        var name = new X500Principal("CN=harness");
        var now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(now.minusSeconds(60)),
                Date.from(now.plusSeconds(3600)),
                name,
                keys.getPublic());
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
    }
}
