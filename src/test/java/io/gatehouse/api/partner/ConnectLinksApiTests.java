package io.gatehouse.api.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.Program;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.connect.ConnectLink;
import io.gatehouse.identityprovider.connect.ConnectLinks;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // what is null here fails the test by itself
class ConnectLinksApiTests {
    private final String partner = Program.partner("");
    private final String all = "/partners/" + partner + "/connect-links";
    private final Program admin = Program.admin();
    private final Program own = Program.of(partner);
    private final ConnectLinks links = Program.gateway().bean(ConnectLinks.class);

    @Test
    void makesALinkThatIsToldOnceAndOpensOnce() {
        var made = own.post(all).answered(201);

        assertThat(made.at("/link")).startsWith(Program.gateway().base() + "/connect/");
        assertThat(made.at("/state")).isEqualTo("open");
        var listed = admin.get(all).answered(200);
        assertThat(listed.at("/items/0/id")).isEqualTo(made.at("/id"));
        assertThat(listed.response().body()).doesNotContain(token(made));
        assertThat(links.use(token(made), Origin.INTERNAL)).isPresent();
        assertThat(links.use(token(made), Origin.INTERNAL)).isEmpty();
        assertThat(admin.get(all).at("/items/0/state")).isEqualTo("used");
        assertThat(Program.events(partner))
                .anyMatch(e -> e.type() == Type.ADMINISTRATION
                        && "connect-link-made".equals(e.details().values().get("step"))
                        && e.actor().startsWith("token "));
    }

    @Test
    void makesOneLinkForOneKey() {
        var keyed = admin.header("Idempotency-Key", UUID.randomUUID().toString());
        assertThat(keyed.post(all).answered(201).at("/link"))
                .isEqualTo(keyed.post(all).answered(201).at("/link"));
        assertThat(admin.get(all).body().get("items")).hasSize(1);
    }

    @Test
    void takesALinkBack() {
        var made = admin.post(all).answered(201);
        var one = all + "/" + made.at("/id");

        own.delete(one).answered(204);

        assertThat(links.find(token(made)).orElseThrow().state()).isEqualTo(ConnectLink.State.REVOKED);
        assertThat(links.use(token(made), Origin.INTERNAL)).isEmpty();
        own.delete(one).refused(404, "not-found");
        own.delete(all + "/" + UUID.randomUUID()).refused(404, "not-found");
        Program.auditor().delete(one).refused(403, "scope-insufficient");
    }

    @Test
    void findsNoLinkOfAnotherPartner() {
        var theirs = Program.admin().post("/partners/" + Program.partner("") + "/connect-links");

        admin.delete(all + "/" + theirs.at("/id")).refused(404, "not-found");

        assertThat(links.find(token(theirs)).orElseThrow().state()).isEqualTo(ConnectLink.State.OPEN);
    }

    @Test
    void makesNoneWhereAFileSaysWhatIsConnected() {
        var file = "/partners/" + Program.FROM_A_FILE + "/connect-links";
        assertThat(admin.post(file).refused(409, "partner-from-file").at("/file"))
                .isEqualTo("fabrikam/partner.yaml");
        Program.auditor().post(all).refused(403, "scope-insufficient");
        admin.post(all, "{\"email\": \"x\"}").refused(400, "body-invalid");
        assertThat(admin.get(file).body().get("items")).isEmpty();
        assertThat(admin.get(all).body().get("items")).isEmpty();
    }

    private static String token(Program.Reply made) {
        var link = made.at("/link");
        return link.substring(link.lastIndexOf('/') + 1);
    }
}
