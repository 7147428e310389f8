package io.gatehouse.api.partner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.api.Program;
import io.gatehouse.audit.LoginEvent.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartnersApiTests {
    private final Program admin = Program.admin();

    @Test
    void makesReadsChangesAndEndsAPartner() {
        var domain = UUID.randomUUID() + ".example";
        var id = Program.partner("\"name\": \"Northwind\", \"domains\": [\"" + domain + "\"], \"identity-providers\":"
                + " [{\"id\": \"i-" + domain.substring(0, 8) + "\"}]");

        var read = admin.get("/partners/" + id).answered(200);
        assertThat(read.at("/name")).isEqualTo("Northwind");
        assertThat(read.at("/second-factor/policy")).isEqualTo("required");
        assertThat(read.at("/status/identity_providers/0/state")).isEqualTo("draft");

        var changed = (ObjectNode) read.body().deepCopy();
        changed.put("name", "Southwind");
        var put = admin.header("If-Match", read.etag())
                .put("/partners/" + id, changed.toString())
                .answered(200);
        assertThat(put.at("/name")).isEqualTo("Southwind");
        assertThat(put.at("/domains/0")).isEqualTo(domain);
        assertThat(admin.get("/partners/" + id).etag()).isEqualTo(put.etag()).isNotEqualTo(read.etag());

        admin.header("If-Match", put.etag()).delete("/partners/" + id).answered(204);
        admin.get("/partners/" + id).refused(404, "not-found");
        assertThat(Program.events(id))
                .filteredOn(e -> e.type() == Type.CONFIGURATION)
                .hasSize(5)
                .allMatch(e -> e.actor() != null && e.actor().startsWith("token "))
                .allMatch(e -> e.origin().clientIp() != null);
    }

    @Test
    void letsNobodyOverwriteWhatTheyHaveNotSeen() {
        var id = Program.partner("");
        var body = "{\"partner\": \"" + id + "\", \"name\": \"A\"}";
        var before = admin.get("/partners/" + id).etag();

        admin.header("If-Match", before).put("/partners/" + id, body).answered(200);
        admin.header("If-Match", before)
                .put("/partners/" + id, body.replace("\"A\"", "\"B\""))
                .refused(412, "changed-meanwhile");
        admin.header("If-Match", "W/" + before).delete("/partners/" + id).refused(412, "changed-meanwhile");
        assertThat(admin.get("/partners/" + id).at("/name")).isEqualTo("A");
    }

    @Test
    void leavesAPartnerFromAFileToItsFile() {
        var read = admin.get("/partners/" + Program.FROM_A_FILE).answered(200);
        assertThat(read.at("/status/source")).isEqualTo("fabrikam/partner.yaml");
        assertThat(read.at("/status/folder/status")).isEqualTo("applied");

        var refused = admin.header("If-Match", read.etag())
                .put("/partners/" + Program.FROM_A_FILE, "{\"partner\": \"fabrikam\"}")
                .refused(409, "partner-from-file");

        assertThat(refused.at("/file")).isEqualTo("fabrikam/partner.yaml");
        admin.header("If-Match", read.etag())
                .delete("/partners/" + Program.FROM_A_FILE)
                .refused(409, "partner-from-file");
        admin.post("/partners/" + Program.FROM_A_FILE + "/identity-providers?id=fabrikam-x")
                .refused(409, "partner-from-file");
        admin.post("/partners", "{\"partner\": \"fabrikam\"}").refused(409, "partner-exists");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"partner": "%s", "nmae": "N"}                       | 422 | configuration-invalid | /nmae                   | 'name'
            {"partner": "%s", "domains": ["x"]}                  | 422 | configuration-invalid | /domains/0              | domain
            {"partner": "A B"}                                   | 422 | configuration-invalid | /partner                | a-z
            {"name": "N"}                                        | 422 | configuration-invalid | ``                      | missing
            {"partner": "%s", "identity-providers": [{"id": 1, "subjct": "x"}]} | 422 | configuration-invalid | /identity-providers/0/subjct | 'identity-providers[0].subject'
            {"partner": "%s", "partner": "%s"}                   | 400 | body-invalid          | ``                      | Duplicate
            {"partner": "%s", "name": "a\\u0000b"}               | 400 | body-invalid          | ``                      | U+0000
            {"partner": "%s"                                     | 400 | body-invalid          | ``                      | JSON
            [1]                                                  | 400 | body-invalid          | ``                      | object
            """)
    void namesThePlaceOfWhatItRefuses(String body, int status, String code, String pointer, String text) {
        var id = "p-" + UUID.randomUUID();

        var refused = admin.post("/partners", body.replace("%s", id)).refused(status, code);

        assertThat(refused.at("/pointer")).isEqualTo(pointer);
        assertThat(refused.body().toString()).contains(text);
        admin.get("/partners/" + id).refused(404, "not-found");
    }

    @Test
    void refusesADomainOfAnotherPartnerWithItsPointerAndAppliesNothing() {
        var domain = UUID.randomUUID() + ".example";
        Program.partner("\"domains\": [\"" + domain + "\"]");
        var id = "p-" + UUID.randomUUID();

        var refused = admin.post(
                        "/partners",
                        "{\"partner\": \"" + id + "\", \"domains\": [\"free.example\", \"" + domain + "\"]}")
                .refused(422, "configuration-invalid");

        assertThat(refused.at("/pointer")).isEqualTo("/domains/1");
        admin.get("/partners/" + id).refused(404, "not-found");
    }

    @Test
    void listsAndSearchesPageByPage() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        for (int i = 0; i < 5; i++) {
            Program.partner("\"name\": \"Mark " + mark + " 100%_!\"");
        }
        var seen = new ArrayList<String>();
        var next = "";
        do {
            var page = admin.get("/partners?search=" + mark.toUpperCase() + "&limit=2" + next)
                    .answered(200);
            page.body()
                    .get("items")
                    .forEach(item -> seen.add(item.get("partner").asText()));
            next = page.body().get("next").isNull() ? null : "&cursor=" + page.at("/next");
        } while (next != null);

        assertThat(seen).hasSize(5).doesNotHaveDuplicates().isSorted();
        assertThat(admin.get("/partners?search=" + mark + "%20100%25_!").body().get("items"))
                .hasSize(5);
        assertThat(admin.get("/partners?search=" + mark + "%25100").body().get("items"))
                .isEmpty();
        admin.get("/partners?limit=0").refused(400, "parameter-invalid");
        admin.get("/partners?cursor=A_B").refused(400, "parameter-invalid");
        admin.get("/partners?serach=x").refused(400, "parameter-invalid");
    }

    @Test
    void takesSoMuchAndNoMoreOfTheRightKind() {
        var large = "{\"partner\": \"" + "x".repeat(300_000) + "\"}";
        admin.post("/partners", large).refused(413, "body-too-large");
        admin.send("POST", "/partners", "text/plain", "{}".getBytes(StandardCharsets.UTF_8))
                .refused(415, "media-type-unsupported");
        admin.send("POST", "/partners", null, null).refused(415, "media-type-unsupported");
        admin.header("Content-Encoding", "gzip").post("/partners", "{}").refused(415, "media-type-unsupported");
        admin.post("/partners", "{\"a\":".repeat(2000) + "1" + "}".repeat(2000)).refused(400, "body-invalid");
    }

    @Test
    void answersTheSameCallTheSameAndDoesItOnce() {
        var id = "p-" + UUID.randomUUID();
        var body = "{\"partner\": \"" + id + "\", \"name\": \"Once\"}";
        var keyed = admin.header("Idempotency-Key", UUID.randomUUID().toString());

        var first = keyed.post("/partners", body).answered(201);
        var again = keyed.post("/partners", body).answered(201);

        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(again.etag()).isEqualTo(first.etag());
        assertThat(again.response().headers().firstValue("Location"))
                .isEqualTo(first.response().headers().firstValue("Location"));
        assertThat(Program.events(id))
                .filteredOn(e -> e.type() == Type.CONFIGURATION)
                .hasSize(1);
        keyed.post("/partners", body.replace("Once", "Twice")).refused(422, "idempotency-key-reused");
        admin.header("Idempotency-Key", "x".repeat(65)).post("/partners", body).refused(400, "idempotency-key-invalid");
        admin.post("/partners", body).refused(409, "partner-exists");
    }

    @Test
    void keepsNoKeyOfACallThatWasRefused() {
        var id = "p-" + UUID.randomUUID();
        var keyed = admin.header("Idempotency-Key", UUID.randomUUID().toString());
        keyed.post("/partners", "{\"partner\": \"" + id + "\", \"nmae\": 1}").refused(422, "configuration-invalid");

        keyed.post("/partners", "{\"partner\": \"" + id + "\"}").answered(201);
    }

    @Test
    void showsWhatEachScopeMaySee() {
        var id = Program.partner("");
        Program.auditor().get("/partners/" + id).answered(200);
        Program.auditor().post("/partners", "{}").refused(403, "scope-insufficient");
        Program.auditor().header("If-Match", "*").put("/partners/" + id, "{}").refused(403, "scope-insufficient");
        Program.of(id).get("/partners/" + id).answered(200);
        Program.of(id).get("/partners").refused(403, "scope-insufficient");
        Program.of(id).header("If-Match", "*").delete("/partners/" + id).refused(403, "scope-insufficient");
    }
}
