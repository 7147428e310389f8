package io.gatehouse.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.account.token.ApiToken.Scope;
import io.gatehouse.account.token.ApiTokens;
import io.gatehouse.api.document.Exchange;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.Origin;
import io.gatehouse.audit.TestEvents;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;

@SpringBootTest(
        classes = TestApi.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:api;DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
            "management.server.port=-1",
            "db-scheduler.enabled=false"
        })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class LoginEventsApiTests {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String partner = "p-" + UUID.randomUUID();
    private final ApiTokens tokens;
    private final LoginEvents events;
    private final TransactionOperations transactions;
    private final int port;

    @Autowired
    LoginEventsApiTests(
            ApiTokens tokens, LoginEvents events, TransactionOperations transactions, @LocalServerPort int port) {
        this.tokens = tokens;
        this.events = events;
        this.transactions = transactions;
        this.port = port;
    }

    @Test
    void showsAnEventWithEveryMemberOfTheContract() throws Exception {
        var event = append(partner);
        var answer = get("/api/v1/login-events?partner=" + partner, auditor());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
        var body = JSON.readTree(answer.body());
        assertThat(names(body)).containsExactly("items", "next");
        assertThat(body.get("next").isNull()).isTrue();
        var item = body.get("items").get(0);
        assertThat(names(item))
                .containsExactlyInAnyOrder(
                        ("id time type outcome reason reference partner account email authentication_type "
                                        + "identity_provider second_factor client_ip user_agent request_id trace_id actor details")
                                .split(" "));
        assertThat(item.get("id").asText()).isEqualTo(event.id().toString());
        assertThat(item.get("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(item.get("type").asText()).isEqualTo("first-factor");
        assertThat(item.get("outcome").asText()).isEqualTo("failure");
        assertThat(item.get("reason").asText()).isEqualTo("replayed");
        assertThat(item.get("actor").isNull()).isTrue();
        assertThat(item.get("details").get("got").asText()).isEqualTo("twice");
    }

    @Test
    void pagesByCursorNewestFirst() throws Exception {
        var appended = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            appended.addFirst(append(partner).id().toString());
        }
        var seen = new ArrayList<String>();
        String next = "";
        do {
            var page = JSON.readTree(get("/api/v1/login-events?limit=2&partner=" + partner + next, auditor())
                    .body());
            page.get("items").forEach(item -> seen.add(item.get("id").asText()));
            next = page.get("next").isNull()
                    ? null
                    : "&cursor=" + page.get("next").asText();
        } while (next != null);
        assertThat(seen).hasSameElementsAs(appended).hasSameSizeAs(appended);
    }

    @Test
    void showsAPartnersAdministratorTheirPartnerOnly() throws Exception {
        append(partner);
        append("another");
        var own = token(Scope.PARTNER_ADMIN, new PartnerId(partner));
        var all = JSON.readTree(get("/api/v1/login-events", own).body()).get("items");
        // The event of the token itself is the partner's too.
        assertThat(all).hasSize(2).allMatch(item -> item.get("partner").asText().equals(partner));
        assertThat(get("/api/v1/login-events?partner=" + partner, own).statusCode())
                .isEqualTo(200);
        problem(get("/api/v1/login-events?partner=another", own), 403, "scope-insufficient");
    }

    @Test
    void asksForATokenWithoutOne() throws Exception {
        var answer = get("/api/v1/login-events", null);
        problem(answer, 401, "token-required");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"gatehouse\"");
        problem(get("/api/v1/nowhere", null), 401, "token-required");
    }

    @Test
    void refusesATokenThatOpensNothing() throws Exception {
        var revoked = tokens.create(Scope.ADMIN, null, Duration.ofDays(1), "cli", Origin.INTERNAL);
        tokens.revoke(revoked.token().id(), "cli", Origin.INTERNAL);
        for (var text : List.of("gatehouse_x", revoked.text(), "x y")) {
            var answer = get("/api/v1/login-events", text);
            problem(answer, 401, "token-invalid");
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("Bearer")
                    .contains("invalid_token");
        }
    }

    @Test
    void takesATokenFromItsHeaderOnlyAndOnlyOne() throws Exception {
        problem(get("/api/v1/login-events?access_token=" + auditor(), null), 401, "token-required");
        var twice = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/login-events"))
                .header("Authorization", "Bearer " + auditor())
                .header("Authorization", "Bearer " + auditor())
                .build();
        problem(http.send(twice, HttpResponse.BodyHandlers.ofString()), 401, "token-invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, 201",
        "limit, ten",
        "limit, ''",
        "cursor, x",
        "outcome, maybe",
        "reason, because",
        "from, yesterday",
        "to, 2026-11-23",
        "from, +1000000000-01-01T00:00:00Z",
        "account, 7",
        "partner, A_B",
        "authentication_type, magic",
        "reference, short",
        "parnter, northwind"
    })
    void namesTheParameterThatIsNotUsable(String name, String value) throws Exception {
        var answer = get(
                "/api/v1/login-events?" + name + "="
                        + java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8),
                auditor());
        problem(answer, 400, "parameter-invalid");
        assertThat(JSON.readTree(answer.body()).get("detail").asText()).contains("\"" + name + "\"");
    }

    @Test
    void refusesAParameterGivenTwice() throws Exception {
        problem(get("/api/v1/login-events?partner=a&partner=b", auditor()), 400, "parameter-invalid");
    }

    @Test
    void answersAnUnknownAddressOrMethodWithAProblem() throws Exception {
        problem(get("/api/v1/nowhere", auditor()), 404, "not-found");
        var post = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/login-events"))
                .header("Authorization", "Bearer " + auditor())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        var answer = http.send(post, HttpResponse.BodyHandlers.ofString());
        problem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET");
    }

    @Test
    void tellsNothingOfADefect() throws Exception {
        var answer = get("/api/v1/defect", auditor());
        problem(answer, 500, "unforeseen");
        assertThat(answer.body()).doesNotContain("secret", "Exception", "io.gatehouse");
    }

    private void problem(HttpResponse<String> answer, int status, String code) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        var body = JSON.readTree(answer.body());
        assertThat(names(body)).containsExactly("type", "title", "status", "detail", "instance", "code");
        assertThat(body.get("status").asInt()).isEqualTo(status);
        assertThat(body.get("code").asText()).isEqualTo(code);
        assertThat(body.get("title").asText()).isNotBlank().isNotEqualTo(code);
        assertThat(body.get("instance").asText()).startsWith("/api/v1/").doesNotContain("?");
    }

    private HttpResponse<String> get(String path, @Nullable String token) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        var sent = request.build();
        var answer = http.send(sent, HttpResponse.BodyHandlers.ofString());
        return new Exchange(sent, null, answer).fits().response();
    }

    private LoginEvent append(String partner) {
        var refusal = Reason.REPLAYED.because(Evidence.of("got", "twice"));
        return Objects.requireNonNull(transactions.execute(
                _ -> events.append(TestEvents.about(partner).failure(LoginEvent.Type.FIRST_FACTOR, refusal))));
    }

    private String auditor() {
        return token(Scope.AUDITOR, null);
    }

    private String token(Scope scope, @Nullable PartnerId of) {
        return tokens.create(scope, of, Duration.ofDays(1), "cli", Origin.INTERNAL)
                .text();
    }

    private static List<String> names(JsonNode node) {
        var names = new ArrayList<String>();
        for (Iterator<String> each = node.fieldNames(); each.hasNext(); ) {
            names.add(each.next());
        }
        return names;
    }
}
