package io.gatehouse.portal;

import static io.gatehouse.portal.TestHandOffs.CONTEXT;
import static io.gatehouse.portal.TestHandOffs.alice;
import static io.gatehouse.portal.TestHandOffs.refused;
import static io.gatehouse.portal.TestHandOffs.settings;
import static io.gatehouse.portal.TestHandOffs.tryAgain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.gatehouse.account.Account;
import io.gatehouse.account.AccountId;
import io.gatehouse.portal.PortalSessions.HandOff;
import io.gatehouse.portal.PortalSessions.HandOff.Opened;
import io.gatehouse.reason.Reason;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestDatabase;
import io.gatehouse.testing.TestPortal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortalSessionsTests {
    private TestPortal portal;
    private TestHandOffs node;

    @BeforeEach
    void start() {
        portal = TestPortal.start();
        node = new TestHandOffs(TestDatabase.H2, settings(portal));
    }

    @AfterEach
    void stop() {
        node.close();
        portal.close();
    }

    @OnBothDatabases
    void opensASessionAndTellsItTwice(TestDatabase db) {
        try (var here = new TestHandOffs(db, settings(portal))) {
            var request = alice("/orders?x=1");
            var opened = (Opened) here.open(request);
            var session = portal.openedSessions().getFirst();
            assertThat(session.sid()).isEqualTo(opened.sid());
            assertThat(session.sub()).isEqualTo(request.account().id().toString());
            assertThat(session.locations()).containsExactly(opened.location());
            assertThat(here.told()).containsExactly("portal-session success opening", "portal-session success open");
            assertThat(here.sessions.find(opened.sid())).get().matches(PortalSession::open);
            assertThat(here.store.find(request.signIn()).orElseThrow().body()).isNull();
            assertThat(portal).openedOneSession().hasNoComplaint();
        }
    }

    @Test
    void sendsTheBodyAndHeadersOfTheContract() {
        var request = alice("/orders");
        var opened = (Opened) node.open(request);
        var call = portal.calls().getFirst();
        assertThat(call.body())
                .isEqualTo("{\"sub\":\"" + request.account().id() + "\",\"sid\":\"" + opened.sid()
                        + "\",\"email\":\"alice@northwind.example\",\"given_name\":\"Alice\","
                        + "\"family_name\":\"Ähm \\\"q\\\" <b>\",\"partner\":\"northwind\","
                        + "\"groups\":[\"buyers\",\"north\"],\"return_to\":\"/orders\"}");
        assertThat(call.headers())
                .containsEntry("Content-Type", "application/json")
                .containsEntry("X-Request-Id", "request-7")
                .hasEntrySatisfying(
                        "traceparent",
                        value -> assertThat(value).matches("00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example/x", "//evil.example", "/\\evil.example", "javascript:alert(1)", "orders"})
    void dropsAReturnAddressThatIsNotThePortals(String returnTo) {
        node.open(alice(returnTo));
        assertThat(portal.calls().getFirst().body()).doesNotContain("return_to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders#top", "/#/orders", "%s/#/orders", "%s/orders#top"})
    void keepsAReturnAddressWithItsFragment(String returnTo) {
        var address = returnTo.formatted(portal.origin());
        node.open(alice(address));
        assertThat(portal.calls().getFirst().body()).contains("\"return_to\":\"" + address + "\"");
    }

    @Test
    void tellsWhyThePortalDeclined() {
        portal.declines("{\"reason\": \"contract ended\\u0007\"}");
        var request = alice();
        var why = refused(node.open(request));
        assertThat(why.reason()).isEqualTo(Reason.PORTAL_DECLINED);
        assertThat(why.evidence().values()).containsEntry("portal_reason", "contract ended\\u{7}");
        assertThat(refused(node.open(request)).reason()).isEqualTo(Reason.PORTAL_DECLINED);
        assertThat(portal.calls()).hasSize(1);
        assertThat(portal).openedNoSession();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no", "[]", "{\"reason\": 7}", "{\"reason\":"})
    void isDeclinedWithoutReadableWordsToo(String body) {
        portal.declines(body);
        var why = refused(node.open(alice()));
        assertThat(why.reason()).isEqualTo(Reason.PORTAL_DECLINED);
        assertThat(why.evidence().values()).isEmpty();
    }

    @Test
    void callsAConflictADefect() {
        portal.fails(1, 409);
        assertThat(refused(node.open(alice())).reason()).isEqualTo(Reason.PORTAL_CONFLICT);
        assertThat(node.told()).last().isEqualTo("portal-session portal-conflict conflict");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 400, 401, 404})
    void letsThePersonTryAgainAfterAnAnswerThatMeansNothing(int status) {
        portal.fails(1, WireMock.aResponse().withStatus(status).withHeader("Location", portal.origin() + "/x"));
        assertThat(tryAgain(node.open(alice())).evidence().values()).containsEntry("got", status);
        assertThat(portal.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/in",
                "/enter/relative",
                "//evil.example/in",
                "javascript:alert(1)",
                "http://localhost.evil.example/in",
                "http://localhost:1/in",
            })
    void sendsNobodyOffThePortalsOriginAndEndsThatSession(String location) {
        portal.sendsTo(location);
        var request = alice();
        var why = refused(node.open(request));
        assertThat(why.reason()).isEqualTo(Reason.PORTAL_CONFLICT);
        assertThat(why.evidence().values().get("expected")).isEqualTo("a Location on " + portal.origin());
        assertThat(portal).openedOneSession().hasNoOpenSession();
        assertThat(refused(node.open(request)).reason()).isEqualTo(Reason.PORTAL_CONFLICT);
    }

    @Test
    void opensNothingForASignInThatOpenedASession() {
        var request = alice();
        node.open(request);
        assertThat(refused(node.open(request)).reason()).isEqualTo(Reason.REPLAYED);
        assertThat(portal.openingCalls()).hasSize(1);
    }

    @Test
    void opensNothingForAnotherPersonInTheSameSignIn() {
        portal.fails(3, 503);
        var request = alice();
        node.open(request);
        var mallory = new Account(
                new AccountId(UUID.randomUUID()),
                request.account().partner(),
                "m@northwind.example",
                null,
                null,
                List.of(),
                Account.Status.ACTIVE);
        var swapped = new PortalRequest(
                request.signIn(), mallory, null, request.authTime(), request.amr(), null, null, null, null);
        assertThat(refused(node.open(swapped)).reason()).isEqualTo(Reason.REPLAYED);
        assertThat(portal).openedNoSession();
    }

    @OnBothDatabases
    void opensOneSessionForASignInThatComesManyTimesAtOnce(TestDatabase db) throws Exception {
        var request = alice();
        try (var one = new TestHandOffs(db, settings(portal));
                var other = new TestHandOffs(db, settings(portal));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var requests = IntStream.range(0, 16)
                    .<Callable<HandOff>>mapToObj(i -> () -> (i % 2 == 0 ? one : other).open(request))
                    .toList();
            var sids = new HashSet<String>();
            var locations = new ArrayList<URI>();
            for (var handOff : threads.invokeAll(requests)) {
                if (handOff.get() instanceof Opened(var sid, var location)) {
                    sids.add(sid);
                    locations.add(location);
                }
            }
            assertThat(sids).hasSize(1);
            assertThat(locations).doesNotHaveDuplicates();
            assertThat(portal).openedOneSession();
            assertThat(portal.openingCalls()).hasSize(locations.size());
        }
    }

    @Test
    void opensNothingWithoutAPortal() {
        var none = settings(null, null, Duration.ofSeconds(10), Duration.ofSeconds(4), 8);
        try (var here = new TestHandOffs(TestDatabase.H2, none)) {
            assertThat(refused(here.open(alice())).reason()).isEqualTo(Reason.PORTAL_NOT_CONFIGURED);
            assertThat(here.told()).containsExactly("portal-session portal-not-configured -");
            assertThat(here.sessions.origin()).isEmpty();
        }
    }

    @Test
    void refusesToRunInATransaction() {
        assertThatThrownBy(() -> TestDatabase.H2.transactions().execute(_ -> node.open(alice())))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(
                        () -> TestDatabase.H2.transactions().executeWithoutResult(_ -> node.sessions.end("x", CONTEXT)))
                .isInstanceOf(IllegalStateException.class);
    }
}
