package io.gatehouse.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.idpconfig.names.AllowlistKeys;
import io.gatehouse.reason.Reason;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AllowlistApiTests {
    private final Program admin = Program.admin();

    @Test
    void refusesEveryKeyWithCodeAndPointerAppliesNothingAndRecordsIt() {
        var id = Program.partner("\"name\": \"Before\"");
        var read = admin.get("/partners/" + id);
        var keys = AllowlistKeys.mixed().toList();
        assertThat(keys).hasSizeGreaterThan(200);

        for (var key : keys) {
            var body = "{\"partner\": \"" + id + "\", \"name\": \"After\", \"second-factor\": {\"" + key + "\": true}}";
            var refused = admin.put("/partners/" + id, body).refused(422, "ip-allowlist-unsupported");
            assertThat(refused.at("/pointer")).isEqualTo("/second-factor/" + key);
            assertThat(refused.at("/detail")).contains("conditional access").contains("Nothing was applied");

            var event = Program.events(id).getFirst();
            assertThat(event.type()).isEqualTo(Type.CONFIGURATION);
            assertThat(event.reason()).isEqualTo(Reason.IP_ALLOWLIST_UNSUPPORTED);
            assertThat(event.details().values()).containsEntry("pointers", List.of("/second-factor/" + key));
            assertThat(event.actor()).startsWith("token ");
        }
        var after = admin.get("/partners/" + id);
        assertThat(after.etag()).isEqualTo(read.etag());
        assertThat(after.at("/name")).isEqualTo("Before");
    }

    @Test
    void saysThatBeforeWhatElseMayBeWrongWithTheCall() {
        var id = Program.partner("");
        admin.post("/partners/" + id + "/identity-providers?id=" + id).answered(201);
        var key = "{\"allowed-ips\": []}";
        var metadata = "/partners/" + id + "/identity-providers/" + id + "/metadata";

        for (var program : List.of(admin, admin.header("If-Match", "\"of another time\""))) {
            for (var path : List.of("/partners/" + id, metadata)) {
                assertThat(program.put(path, key)
                                .refused(422, "ip-allowlist-unsupported")
                                .at("/pointer"))
                        .isEqualTo("/allowed-ips");
                assertThat(Program.events(id).getFirst().reason()).isEqualTo(Reason.IP_ALLOWLIST_UNSUPPORTED);
            }
        }
    }

    @Test
    void refusesOneInWhateverBodyItStands() {
        var id = Program.partner("");
        var made = "p-" + UUID.randomUUID();
        var key = "{\"allowed_ips\": [\"10.0.0.0/8\"]}";
        var nested =
                "{\"partner\": \"" + made + "\", \"identity-providers\": [{\"id\": \"x\", \"ip\": {\"allow\": 1}}]}";

        assertThat(admin.post("/partners", nested)
                        .refused(422, "ip-allowlist-unsupported")
                        .at("/pointer"))
                .isEqualTo("/identity-providers/0/ip/allow");
        admin.get("/partners/" + made).refused(404, "not-found");
        for (var path : List.of("/identity-providers?id=x-" + made, "/accounts")) {
            admin.post("/partners/" + id + path, key).refused(422, "ip-allowlist-unsupported");
        }
    }

    @Test
    void judgesNoFreeNameOfAnAttribute() {
        var id = "p-" + UUID.randomUUID();
        admin.post(
                        "/partners",
                        "{\"partner\": \"" + id + "\", \"identity-providers\": [{\"id\": \"" + id
                                + "\", \"attributes\": {\"allowed_ips\": [\"ips\"], \"email\": [\"mail\"]}}]}")
                .answered(201);
    }
}
