package io.gatehouse.api.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.Account;
import io.gatehouse.account.Accounts;
import io.gatehouse.account.Invitations;
import io.gatehouse.account.SsoIdentity;
import io.gatehouse.account.session.ConsoleSessions;
import io.gatehouse.api.ApiRoutes;
import io.gatehouse.api.Program;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.TestDocuments;
import io.gatehouse.identityprovider.connect.ConnectLinks;
import io.gatehouse.identityprovider.connect.ConnectSessions;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

@SuppressWarnings("NullAway") // what is null here fails the test by itself
class EndedPartnerApiTests {
    private final String domain = UUID.randomUUID() + ".example";
    private final String provider = "i-" + UUID.randomUUID();
    private final String id = Program.partner("\"domains\": [\"" + domain + "\"]");
    private final String one = "/partners/" + id;
    private final Program admin = Program.admin();
    private final Program own = Program.of(id);

    @Test
    void isFoundOnNoRouteAndInNoList() {
        var account = person();
        end();

        for (var route : ApiRoutes.all()) {
            if (route.path().contains("{partner}")) {
                var path = route.path()
                        .replace("{partner}", id)
                        .replace("{account}", account.id().toString())
                        .replace("{domain}", domain)
                        .replace("{id}", provider)
                        .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
                admin.header("If-Match", "*")
                        .send(route.method(), path, null, null)
                        .refused(404, "not-found");
                own.header("If-Match", "*")
                        .send(route.method(), path, null, null)
                        .refused(401, "token-invalid");
            }
        }
        assertThat(admin.get("/partners?search=" + id).body().get("items")).isEmpty();
    }

    @Test
    void keepsItsEventsAndAccountsAndItsId() {
        var account = person();
        end();

        assertThat(admin.get("/login-events?partner=" + id).at("/items/0/partner"))
                .isEqualTo(id);
        assertThat(Program.events(id))
                .anyMatch(e -> "partner ended".equals(e.details().values().get("change"))
                        && e.actor().startsWith("token "));
        assertThat(Program.gateway().bean(Accounts.class).find(account.id())).isPresent();
        admin.post("/partners", "{\"partner\": \"" + id + "\"}").refused(409, "partner-ended");
    }

    @Test
    void retiresItsConnectionsAndSetsItsDomainsFree() {
        admin.upload("POST", one + "/identity-providers?id=" + provider, TestDocuments.bytes("google-2028.xml"))
                .answered(201);
        admin.post(one + "/identity-providers/" + provider + "/activate?untested=true")
                .answered(200);
        assertThat(departing()).isLessThan(400);
        end();

        var gateway = Program.gateway();
        assertThat(gateway.bean(IdentityProviders.class)
                        .find(new RegistrationId(provider))
                        .orElseThrow()
                        .state())
                .isEqualTo(ProviderState.RETIRED);
        assertThat(departing()).isEqualTo(403);
        var left = gateway.bean(Partners.class).find(new PartnerId(id)).orElseThrow();
        assertThat(left.authenticationTypes()).isEmpty();
        Program.partner("\"domains\": [\"" + domain + "\"]");
    }

    @Test
    void leavesNobodyAWayIn() {
        var gateway = Program.gateway();
        var links = gateway.bean(ConnectLinks.class);
        var unused = token(own.post(one + "/connect-links"));
        var used = links.use(token(own.post(one + "/connect-links")), Origin.INTERNAL)
                .orElseThrow();
        var invited = token(own.post(one + "/accounts", "{\"email\": \"ada@" + domain + "\"}"));
        var account = person();
        var sessions = gateway.bean(ConsoleSessions.class);
        var session = inTransaction(() ->
                        sessions.open(UUID.randomUUID(), account.id(), AuthenticationType.SSO, "totp", Origin.INTERNAL))
                .orElseThrow();
        assertThat(sessions.recognise(session.token())).isPresent();
        assertThat(gateway.bean(Invitations.class).openedBy(invited)).isPresent();
        end();

        assertThat(links.use(unused, Origin.INTERNAL)).isEmpty();
        assertThat(gateway.bean(ConnectSessions.class).recognise(used.secret())).isEmpty();
        assertThat(gateway.bean(Invitations.class).openedBy(invited)).isEmpty();
        assertThat(sessions.recognise(session.token())).isEmpty();
        own.get("/login-events").refused(401, "token-invalid");
    }

    @Test
    void neverIsThePartnerThatAdministers() {
        var operators = admin.get("/partners/operators").answered(200);
        admin.header("If-Match", operators.etag()).delete("/partners/operators").refused(409, "partner-administers");
        admin.get("/partners/operators").answered(200);
    }

    private void end() {
        admin.header("If-Match", admin.get(one).etag()).delete(one).answered(204);
    }

    private int departing() {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(Program.gateway().at("/saml2/authenticate/" + provider));
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Account person() {
        Program.vouch(id, domain);
        var gateway = Program.gateway();
        var there = gateway.bean(Partners.class).find(new PartnerId(id)).orElseThrow();
        var email = "p-" + UUID.randomUUID() + "@" + domain;
        var context = new EventContext(Subject.ofPartner(id), Origin.INTERNAL);
        inTransaction(() -> gateway.bean(Accounts.class)
                .resolve(
                        new SsoIdentity(there.id(), "https://idp.example", email, email, null, null, List.of()),
                        there,
                        true,
                        context));
        return gateway.bean(Accounts.class).find(there.id(), email).orElseThrow();
    }

    private static <T> T inTransaction(Supplier<T> work) {
        return Program.gateway().bean(TransactionOperations.class).execute(_ -> work.get());
    }

    private static String token(Program.Reply made) {
        var link = made.answered(201).at("/link");
        return link.substring(link.lastIndexOf('/') + 1);
    }
}
