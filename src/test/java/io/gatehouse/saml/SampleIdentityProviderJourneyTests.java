package io.gatehouse.saml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.metadata.Endpoint;
import io.gatehouse.identityprovider.metadata.Endpoint.Binding;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.identityprovider.metadata.Position;
import io.gatehouse.identityprovider.metadata.SigningKey;
import io.gatehouse.identityprovider.metadata.Vendor;
import io.gatehouse.reason.Reason;
import io.gatehouse.saml.judgement.Judging;
import io.gatehouse.testing.SampleIdentityProvider;
import io.gatehouse.testing.SamplePerson;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullUnmarked
class SampleIdentityProviderJourneyTests {
    private final TestRoundTrip trip = new TestRoundTrip();
    private final HttpClient http = HttpClient.newHttpClient();
    private final SampleIdentityProvider idp = SampleIdentityProvider.start(
            0,
            "Northwind sign-in",
            List.of(
                    new SamplePerson("anna@northwind.example", "Anna", "Berg", List.of("orders")),
                    new SamplePerson("bo@northwind.example", "Bo", "<Ek>", List.of())));

    @BeforeEach
    void trustIt() {
        trip.clock.set(java.time.Instant.now());
        trip.metadata = metadata(Binding.REDIRECT);
    }

    @AfterEach
    void stop() {
        idp.close();
    }

    @Test
    void signsAPersonInByRedirect() throws Exception {
        String page = get(trip.depart("northwind").getRedirectedUrl());
        assertThat(page).contains("Anna Berg").contains("Bo &lt;Ek&gt;");
        arrive(choose(page, "anna@northwind.example"));
        assertThat(trip.door.refused).isNull();
        assertThat(trip.door.arrived.email()).isEqualTo("anna@northwind.example");
        assertThat(trip.door.arrived.groups()).containsExactly("orders");
        assertThat(idp.requests()).isEqualTo(1);
    }

    @Test
    void signsAPersonInByPost() throws Exception {
        trip.metadata = metadata(Binding.POST);
        var form = inputs(trip.depart("northwind").getContentAsString());
        arrive(choose(post(idp.signOn(), form), "bo@northwind.example"));
        assertThat(trip.door.arrived.familyName()).isEqualTo("<Ek>");
    }

    @Test
    void answersAsItIsTold() throws Exception {
        idp.answering(order -> order.authnContext("urn:oasis:names:tc:SAML:2.0:ac:classes:TimeSyncToken"));
        idp.answeringOnce(order -> order.inResponseTo("_nobodys"));
        arrive(choose(get(trip.depart("northwind").getRedirectedUrl()), "anna@northwind.example"));
        assertThat(trip.door.reason()).isEqualTo(Reason.REQUEST_UNKNOWN);
        arrive(choose(get(trip.depart("northwind").getRedirectedUrl()), "anna@northwind.example"));
        assertThat(trip.door.arrived.authnContexts()).anyMatch(context -> context.endsWith(":TimeSyncToken"));
    }

    @Test
    void isDownWhenTold() throws Exception {
        idp.down(true);
        var request = HttpRequest.newBuilder(URI.create(idp.signOn())).build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(503);
        idp.down(false);
        assertThat(get(idp.address() + "/metadata")).isEqualTo(idp.metadata());
    }

    private String choose(String page, String email) throws Exception {
        var form = inputs(page);
        form.put("email", email);
        return post(idp.address() + "/chosen", form);
    }

    private void arrive(String page) throws Exception {
        assertThat(page).contains("action=\"http://localhost:8080/login/saml2/sso/northwind\"");
        trip.post(encoded(inputs(page)));
    }

    private IdpMetadata metadata(Binding binding) {
        var certificate = idp.identity().certificate();
        return new IdpMetadata(
                idp.identity().entityId(),
                List.of(new SigningKey(certificate, Judging.fingerprint(certificate), Position.START)),
                List.of(new Endpoint(binding, idp.signOn(), null, Position.START)),
                List.of(),
                false,
                List.of(),
                null,
                Vendor.GENERIC);
    }

    private String get(String address) throws Exception {
        return ok(HttpRequest.newBuilder(URI.create(address)).build());
    }

    private String post(String address, Map<String, String> form) throws Exception {
        return ok(HttpRequest.newBuilder(URI.create(address))
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
                .build());
    }

    private String ok(HttpRequest request) throws Exception {
        var response = http.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Map<String, String> inputs(String page) {
        var form = new LinkedHashMap<String, String>();
        var inputs = Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">")
                .matcher(page);
        while (inputs.find()) {
            form.put(inputs.group(1), inputs.group(2));
        }
        return form;
    }
}
