package io.gatehouse.saml.descriptor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.keys.BaseUrl;
import io.gatehouse.keys.ServiceKeys.Purpose;
import io.gatehouse.keys.ServiceKeys.ServiceKey;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.testing.TestKeys;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

@NullUnmarked
class ServiceMetadataTests {
    private static final String MD = "urn:oasis:names:tc:SAML:2.0:metadata";
    private static final Map<Purpose, List<ServiceKey>> KEYS = Map.of(
            Purpose.SAML_SIGNING, List.of(key("s1"), key("s2")),
            Purpose.SAML_ENCRYPTION, List.of(key("e1")));

    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(new ServiceMetadataController(
                    id -> id.value().equals("northwind") ? Optional.of(draft()) : Optional.empty(),
                    KEYS::get,
                    new ServiceMetadataWriter(new ServiceAddresses(new BaseUrl(URI.create("https://gate.example"))))))
            .build();

    @Test
    void describesUsToADraftWithoutMetadata() throws Exception {
        var answer = mvc.perform(get("/saml2/metadata/northwind"))
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/samlmetadata+xml"))
                .andExpect(header().exists("ETag"))
                .andExpect(header().string("Cache-Control", "max-age=300, public"))
                .andReturn()
                .getResponse();
        Document document = parse(answer.getContentAsByteArray());
        Element entity = document.getDocumentElement();
        assertThat(entity.getAttribute("entityID")).isEqualTo("https://gate.example/saml2/metadata/northwind");
        Element role = first(document, "SPSSODescriptor");
        assertThat(role.getAttribute("WantAssertionsSigned")).isEqualTo("true");
        assertThat(role.getAttribute("AuthnRequestsSigned")).isEqualTo("false");
        Element consumer = first(document, "AssertionConsumerService");
        assertThat(consumer.getAttribute("Location")).isEqualTo("https://gate.example/login/saml2/sso/northwind");
        assertThat(consumer.getAttribute("Binding")).isEqualTo("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST");
        assertThat(consumer.getAttribute("isDefault")).isEqualTo("true");
        var logouts = document.getElementsByTagNameNS(MD, "SingleLogoutService");
        assertThat(IntStream.range(0, logouts.getLength()).mapToObj(i -> ((Element) logouts.item(i))))
                .extracting(e -> e.getAttribute("Binding").replaceFirst(".*:", "") + " " + e.getAttribute("Location"))
                .containsExactly(
                        "HTTP-Redirect https://gate.example/logout/saml2/slo/northwind",
                        "HTTP-POST https://gate.example/logout/saml2/slo/northwind");
        assertThat(document.getElementsByTagNameNS(MD, "Extensions").getLength())
                .isZero();
        assertThat(document.getElementsByTagNameNS(MD, "NameIDFormat").getLength())
                .isZero();
    }

    @Test
    void publishesEveryKeyWithItsUse() throws Exception {
        Document document = parse(mvc.perform(get("/saml2/metadata/northwind"))
                .andReturn()
                .getResponse()
                .getContentAsByteArray());
        var descriptors = document.getElementsByTagNameNS(MD, "KeyDescriptor");
        assertThat(IntStream.range(0, descriptors.getLength())
                        .mapToObj(i -> ((Element) descriptors.item(i)).getAttribute("use")))
                .containsExactly("signing", "signing", "encryption");
        var shown = document.getElementsByTagNameNS("*", "X509Certificate");
        assertThat(Base64.getMimeDecoder().decode(shown.item(2).getTextContent()))
                .isEqualTo(KEYS.get(Purpose.SAML_ENCRYPTION)
                        .getFirst()
                        .certificate()
                        .getEncoded());
        assertThat(new String(
                        mvc.perform(get("/saml2/metadata/northwind"))
                                .andReturn()
                                .getResponse()
                                .getContentAsByteArray(),
                        UTF_8))
                .contains("aes256-gcm", "rsa-oaep")
                .doesNotContain("-cbc", "rsa-1_5");
    }

    @Test
    void answersNotModifiedToTheSameTag() throws Exception {
        String tag = mvc.perform(get("/saml2/metadata/northwind"))
                .andReturn()
                .getResponse()
                .getHeader("ETag");
        mvc.perform(get("/saml2/metadata/northwind").header("If-None-Match", tag))
                .andExpect(status().isNotModified());
    }

    @Test
    void answersNotFoundToAnUnknownId() throws Exception {
        mvc.perform(get("/saml2/metadata/contoso")).andExpect(status().isNotFound());
        mvc.perform(get("/saml2/metadata/Not_An_Id")).andExpect(status().isNotFound());
    }

    private static IdentityProvider draft() {
        return new IdentityProvider(
                new RegistrationId("northwind"),
                new PartnerId("northwind"),
                ProviderState.DRAFT,
                new ProviderVersion("hash", ProviderSettings.DEFAULT, null));
    }

    private static ServiceKey key(String id) {
        var made = TestKeys.rsa(2048);
        return new ServiceKey(id, made.privateKey(), made.certificate());
    }

    private static Element first(Document document, String name) {
        return (Element) document.getElementsByTagNameNS(MD, name).item(0);
    }

    private static Document parse(byte[] xml) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }
}
