package io.gatehouse.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.TestDocuments;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A partner's administrator walks every address with another partner's names. */
class WrongPartnerTests {
    private static final String NOBODY = UUID.randomUUID().toString();

    private final Program admin = Program.admin();
    private final String theirs = Program.partner("\"name\": \"Secret\"");
    private final String provider = "i-" + UUID.randomUUID();
    private final Program stranger = Program.of(Program.partner(""));

    @Test
    void findsNothingOfAnotherPartnerOnAnyRoute() {
        admin.upload("POST", "/partners/" + theirs + "/identity-providers?id=" + provider, google())
                .answered(201);
        var before = admin.get("/partners/" + theirs).response().body();
        var routes = ApiRoutes.all().stream()
                .filter(route -> route.path().contains("{partner}"))
                .toList();
        assertThat(routes).hasSizeGreaterThan(15);

        for (var route : routes) {
            var there = stranger.header("If-Match", "*").send(route.method(), named(route.path(), theirs), null, null);
            there.refused(404, "not-found");
            var nowhere = stranger.header("If-Match", "*")
                    .send(route.method(), named(route.path(), "p-" + NOBODY), null, null);
            assertThat(there.response().body().replace(theirs, "").replace(provider, ""))
                    .as("%s tells nothing of what is there", route)
                    .isEqualTo(
                            nowhere.response().body().replace("p-" + NOBODY, "").replace(provider, ""));
        }
        assertThat(admin.get("/partners/" + theirs).response().body()).isEqualTo(before);
    }

    @Test
    void findsNothingOfAnotherPartnerUnderTheNameOfTheirOwn() {
        admin.upload("POST", "/partners/" + theirs + "/identity-providers?id=" + provider, google())
                .answered(201);
        var own = Program.partner("");

        Program.of(own)
                .get("/partners/" + own + "/identity-providers/" + provider)
                .refused(404, "not-found");
        for (var step : List.of("/activate?untested=true", "/rollback", "/retire")) {
            admin.post("/partners/" + own + "/identity-providers/" + provider + step)
                    .refused(404, "not-found");
        }
        admin.header("If-Match", "*")
                .upload("PUT", "/partners/" + own + "/identity-providers/" + provider + "/metadata", google())
                .refused(404, "not-found");
        admin.delete("/partners/" + own + "/identity-providers/" + provider + "/trial")
                .refused(404, "not-found");
    }

    @Test
    void changesNothingAsAnAuditorOnAnyRoute() {
        var auditor = Program.auditor();
        ApiRoutes.all().stream()
                .filter(route -> !route.method().equals("GET") && !route.path().equals("/metadata-lint"))
                .forEach(route -> auditor.header("If-Match", "*")
                        .send(route.method(), named(route.path(), theirs), null, null)
                        .refused(403, "scope-insufficient"));
    }

    @Test
    void asksForATokenOnEveryRouteButTheDescription() {
        ApiRoutes.all().stream()
                .filter(route -> !route.path().equals("/openapi.json"))
                .forEach(route -> Program.nobody()
                        .send(route.method(), named(route.path(), theirs), null, null)
                        .refused(401, "token-required"));
    }

    private String named(String path, String partner) {
        return path.replace("{partner}", partner)
                .replace("{id}", provider)
                .replace("{domain}", "theirs.example")
                .replaceAll("\\{\\w+}", NOBODY);
    }

    private static byte[] google() {
        return TestDocuments.bytes("google-2028.xml");
    }
}
