package io.gatehouse.portal;

import static io.gatehouse.portal.TestHandOffs.CONTEXT;
import static io.gatehouse.portal.TestHandOffs.alice;
import static io.gatehouse.portal.TestHandOffs.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.account.session.LogoutName;
import io.gatehouse.audit.Origin;
import io.gatehouse.portal.PortalRequest.SamlSession;
import io.gatehouse.portal.PortalSessions.HandOff.Opened;
import io.gatehouse.reason.Evidence;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestDatabase;
import io.gatehouse.testing.TestPortal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;

@NullUnmarked
class NamedSessionsTests {
    private static final String ISSUER = "https://idp.northwind.example";
    private static final String OURS = "http://localhost:8080/saml2/metadata/northwind-entra";
    private static final String PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";

    private final TestPortal portal = TestPortal.start();
    private final String id = UUID.randomUUID().toString();

    static LogoutName name(SamlSession saml, List<String> indexes) {
        return new LogoutName(
                "northwind-entra",
                "northwind",
                ISSUER,
                OURS,
                saml.nameId(),
                saml.format(),
                saml.nameQualifier(),
                saml.spNameQualifier(),
                indexes,
                null);
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    @OnBothDatabases
    void findsByTheWholeName(TestDatabase db) {
        try (var node = new TestHandOffs(db, settings(portal))) {
            var sid = open(node, new SamlSession(id, PERSISTENT, "idp", "sp", "_1", null));
            assertThat(sids(node, new SamlSession(id, PERSISTENT, "idp", "sp", null, null)))
                    .containsExactly(sid);
            assertThat(sids(node, new SamlSession(id, null, "idp", "sp", null, null)))
                    .isEmpty();
            assertThat(sids(node, new SamlSession(id, PERSISTENT, "other", "sp", null, null)))
                    .isEmpty();
            assertThat(sids(node, new SamlSession(id, PERSISTENT, "idp", "other", null, null)))
                    .isEmpty();
            assertThat(sids(node, new SamlSession(id.toUpperCase(Locale.ROOT), PERSISTENT, "idp", "sp", null, null)))
                    .isEmpty();
        }
    }

    @OnBothDatabases
    void takesWhatIsLeftOutForWhatItStandsFor(TestDatabase db) {
        try (var node = new TestHandOffs(db, settings(portal))) {
            var bare = open(node, new SamlSession(id, null, null, null, "_1", null));
            var qualified = open(node, new SamlSession(id, null, ISSUER, OURS, "_2", null));
            assertThat(sids(node, new SamlSession(id, null, null, null, null, null)))
                    .containsExactlyInAnyOrder(bare, qualified);
            assertThat(sids(
                            node,
                            new SamlSession(
                                    id,
                                    "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
                                    ISSUER,
                                    OURS,
                                    null,
                                    null)))
                    .containsExactlyInAnyOrder(bare, qualified);
        }
    }

    @OnBothDatabases
    void findsOnlyTheSessionsThatAreNamed(TestDatabase db) {
        try (var node = new TestHandOffs(db, settings(portal))) {
            var saml = new SamlSession(id, null, null, null, "_1", null);
            var first = open(node, saml);
            var second = open(node, new SamlSession(id, null, null, null, "_2", null));
            open(node, new SamlSession(id, null, null, null, null, null));
            assertThat(sids(node, name(saml, List.of("_2")))).containsExactly(second);
            assertThat(sids(node, name(saml, List.of("_1", "_2", "_3")))).containsExactly(first, second);
            assertThat(sids(node, name(saml, List.of("_3")))).isEmpty();
            assertThat(sids(node, name(saml, List.of()))).hasSize(3);
        }
    }

    @OnBothDatabases
    void anotherProviderOrPartnerIsAnotherPerson(TestDatabase db) {
        try (var node = new TestHandOffs(db, settings(portal))) {
            var saml = new SamlSession(id, null, null, null, null, null);
            open(node, saml);
            var ours = name(saml, List.of());
            assertThat(sids(
                            node,
                            new LogoutName("other", "northwind", ISSUER, OURS, id, null, null, null, List.of(), null)))
                    .isEmpty();
            assertThat(sids(
                            node,
                            new LogoutName(
                                    "northwind-entra", "contoso", ISSUER, OURS, id, null, null, null, List.of(), null)))
                    .isEmpty();
            assertThat(sids(node, ours)).hasSize(1);
        }
    }

    @OnBothDatabases
    void closesInTheCallersTransactionAndTellsAfterIt(TestDatabase db) {
        try (var node = new TestHandOffs(db, settings(portal))) {
            var saml = new SamlSession(id, null, null, null, null, null);
            open(node, saml);
            open(node, saml);
            var found = node.named.of(name(saml, List.of()));
            db.transactions().executeWithoutResult(status -> {
                node.named.close(found, CONTEXT, Evidence.NONE);
                status.setRollbackOnly();
            });
            assertThat(node.named.of(name(saml, List.of()))).allMatch(PortalSession::open);
            var closed = db.transactions().execute(_ -> node.named.close(found, CONTEXT, Evidence.NONE));
            assertThat(closed).hasSize(2);
            assertThat(node.told()).endsWith("sign-out success -", "sign-out success -");
            assertThat(portal.openedSessions()).allMatch(TestPortal.Session::open);
            assertThat(node.named.tell(closed, Origin.INTERNAL)).isTrue();
            portal.assertThat().hasNoOpenSession();
            assertThat(node.named.close(node.named.of(name(saml, List.of())), CONTEXT, Evidence.NONE))
                    .isEmpty();
        }
    }

    @OnBothDatabases
    void aTaskTellsThePortalWhatItCouldNotBeTold(TestDatabase db) {
        try (var node = new TestHandOffs(db, settings(portal))) {
            var saml = new SamlSession(id, null, null, null, null, null);
            open(node, saml);
            portal.fails(1, 503);
            var closed = db.transactions()
                    .execute(_ -> node.named.close(node.named.of(name(saml, List.of())), CONTEXT, Evidence.NONE));
            assertThat(node.named.tell(closed, Origin.INTERNAL)).isFalse();
            node.clock.advance(Duration.ofMinutes(1));
            node.settling.settle();
            portal.assertThat().hasNoOpenSession();
        }
    }

    @OnBothDatabases
    void isNeverToldWithinATransaction(TestDatabase db) {
        try (var node = new TestHandOffs(db, settings(portal))) {
            assertThatThrownBy(() -> db.transactions().execute(_ -> node.named.tell(List.of(), Origin.INTERNAL)))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @OnBothDatabases
    void knowsTheSamlSessionBehindASession(TestDatabase db) {
        try (var node = new TestHandOffs(db, settings(portal))) {
            var saml = new SamlSession(id, PERSISTENT, "idp", "sp", "_1", null);
            assertThat(node.named.behind(open(node, saml))).contains(saml);
            assertThat(node.named.behind("nobody")).isEmpty();
        }
    }

    private static List<String> sids(TestHandOffs node, SamlSession saml) {
        return sids(node, name(saml, List.of()));
    }

    private static List<String> sids(TestHandOffs node, LogoutName name) {
        return node.named.of(name).stream().map(PortalSession::sid).toList();
    }

    private static String open(TestHandOffs node, SamlSession saml) {
        var known = alice();
        var request = new PortalRequest(
                known.signIn(),
                known.account(),
                "northwind-entra",
                known.authTime(),
                known.amr(),
                null,
                null,
                saml,
                null);
        return ((Opened) node.open(request)).sid();
    }
}
