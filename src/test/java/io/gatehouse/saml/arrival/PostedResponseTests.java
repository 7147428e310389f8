package io.gatehouse.saml.arrival;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehouse.reason.Reason;
import io.gatehouse.saml.binding.Unacceptable;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

@NullUnmarked
class PostedResponseTests {
    private static final ArrivalLimits LIMITS = new ArrivalLimits(DataSize.ofKilobytes(400), DataSize.ofKilobytes(256));

    @Test
    void readsOneResponseAndItsRelayState() throws Exception {
        var posted = read("SAMLResponse=" + encoded("<x/>".getBytes(UTF_8)) + "&RelayState=a%2Bb+c&submit=Continue");
        assertThat(posted.response()).asString(UTF_8).isEqualTo("<x/>");
        assertThat(posted.relayState()).isEqualTo("a+b c");
    }

    @Test
    void takesBase64InLines() throws Exception {
        byte[] bytes = new byte[300];
        String lines = Base64.getMimeEncoder().encodeToString(bytes);
        assertThat(read("SAMLResponse=" + URLEncoder.encode(lines, UTF_8)).response())
                .isEqualTo(bytes);
        assertThat(read("SAMLResponse=" + encoded(bytes)).relayState()).isNull();
    }

    @Test
    void refusesEverythingElseThatLooksLikeBase64() {
        for (String text : List.of(
                "",
                "%20",
                "AAA",
                "AAAAA",
                "AA=A",
                "=AAA",
                "AAAA====",
                "AA-_",
                "AA*A",
                "AAAA.",
                "%00AAA",
                "AAA%C3%A9")) {
            assertThat(problem("SAMLResponse=" + text)).as(text).isEqualTo("base64");
        }
    }

    @Test
    void refusesAnyNumberOfResponsesButOne() {
        assertThat(problem("")).isEqualTo("one-response");
        assertThat(problem("RelayState=x")).isEqualTo("one-response");
        assertThat(problem("SAMLResponse=AAAA&SAMLResponse=AAAA")).isEqualTo("one-response");
        assertThat(problem("SAMLResponse=AAAA&%53AMLResponse=AAAA")).isEqualTo("one-response");
    }

    @Test
    void refusesTwoRelayStates() {
        assertThat(problem("SAMLResponse=AAAA&RelayState=a&RelayState=b")).isEqualTo("one-relay-state");
    }

    @Test
    void refusesAResponseInTheQuery() {
        var request = request("SAMLResponse=AAAA");
        request.setQueryString("a=b&SAML%52esponse=AAAA");
        assertThat(problem(request)).isEqualTo("response-in-query");
    }

    @Test
    void refusesBadEscapesAndTooManyParameters() {
        assertThat(problem("SAMLResponse=%ZZ")).isEqualTo("bad-escape");
        assertThat(problem("a=b&".repeat(60) + "SAMLResponse=AAAA")).isEqualTo("too-many-parameters");
    }

    @Test
    void refusesABodyThatIsTooLongBeforeReadingItWhole() {
        assertThat(problem("SAMLResponse=AAAA&x=" + "y".repeat(400 * 1024))).isEqualTo("body-too-long");
        var chunked = new MockHttpServletRequest("POST", "/login/saml2/sso/northwind") {
            @Override
            public long getContentLengthLong() {
                return -1;
            }
        };
        chunked.setContent(("SAMLResponse=AAAA&x=" + "y".repeat(400 * 1024)).getBytes(UTF_8));
        assertThat(problem(chunked)).isEqualTo("body-too-long");
    }

    @Test
    void refusesAResponseThatIsTooLong() throws Exception {
        assertThat(read("SAMLResponse=" + encoded(new byte[256 * 1024])).response())
                .hasSize(256 * 1024);
        assertThat(problem("SAMLResponse=" + encoded(new byte[256 * 1024 + 1]))).isEqualTo("response-too-long");
        assertThat(problem("SAMLResponse=" + encoded(new byte[270 * 1024]))).isEqualTo("response-too-long");
    }

    @Test
    void inflatesNothing() throws Exception {
        byte[] gzipMagic = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0};
        assertThat(read("SAMLResponse=" + encoded(gzipMagic)).response()).isEqualTo(gzipMagic);
    }

    private static String problem(String body) {
        return problem(request(body));
    }

    private static String problem(MockHttpServletRequest request) {
        var refused = catchThrowableOfType(Unacceptable.class, () -> PostedResponse.read(request, LIMITS));
        assertThat(refused.refusal().reason()).isEqualTo(Reason.RESPONSE_MALFORMED);
        assertThat(refused.refusal().evidence().values()).containsEntry("failed", List.of("response-malformed"));
        return refused.refusal().evidence().values().get("problem").toString();
    }

    private static PostedResponse read(String body) throws Exception {
        return PostedResponse.read(request(body), LIMITS);
    }

    private static MockHttpServletRequest request(String body) {
        var request = new MockHttpServletRequest("POST", "/login/saml2/sso/northwind");
        request.setContent(body.getBytes(UTF_8));
        return request;
    }

    private static String encoded(byte[] bytes) {
        return URLEncoder.encode(Base64.getEncoder().encodeToString(bytes), UTF_8);
    }
}
