package io.gatehouse.saml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import org.w3c.dom.Document;

/** An AuthnRequest as it left, by Redirect or on our page. */
@NullUnmarked
final class SentRequest {
    private SentRequest() {}

    static Map<String, String> query(MockHttpServletResponse response) {
        var values = UriComponentsBuilder.fromUriString(response.getRedirectedUrl())
                .build(true)
                .getQueryParams()
                .toSingleValueMap();
        values.replaceAll((_, value) -> UriUtils.decode(value, UTF_8));
        return values;
    }

    static Document inflated(String message) throws Exception {
        var bytes = new ByteArrayInputStream(Base64.getDecoder().decode(message));
        try (var in = new InflaterInputStream(bytes, new Inflater(true))) {
            return parse(in.readAllBytes());
        }
    }

    static Document posted(String page) throws Exception {
        return parse(Base64.getDecoder().decode(input(page, "SAMLRequest")));
    }

    private static Document parse(byte[] xml) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }

    static String input(String page, String name) {
        var matcher =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(matcher.find()).as(name).isTrue();
        return matcher.group(1);
    }
}
