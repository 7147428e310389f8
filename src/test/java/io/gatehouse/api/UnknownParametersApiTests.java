package io.gatehouse.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A parameter with a typo would do something else than what was asked for, whatever the call. */
class UnknownParametersApiTests {
    private final Program admin = Program.admin();

    @Test
    void refusesAParameterThatItDoesNotKnowEverywhere() {
        var id = Program.partner("");
        var one = "/partners/" + id;
        var provider = one + "/identity-providers/" + id;
        admin.post(one + "/identity-providers?id=" + id).answered(201);

        for (var path : List.of(
                "/partners",
                one,
                one + "/accounts",
                one + "/connect-links",
                one + "/domains",
                one + "/identity-providers",
                provider,
                provider + "/test-sign-ins")) {
            unknown(admin, "GET", path);
        }
        for (var path : List.of(
                "/partners",
                one + "/accounts",
                one + "/connect-links",
                provider + "/retire",
                provider + "/rollback",
                provider + "/activate",
                provider + "/refresh",
                provider + "/test-sign-in",
                "/metadata-lint",
                one + "/identity-providers")) {
            unknown(admin, "POST", path);
        }
        unknown(admin, "PUT", one);
        unknown(admin, "PUT", provider + "/metadata");
        unknown(admin, "PUT", provider + "/trial");
        unknown(admin, "DELETE", one);
        unknown(admin, "DELETE", provider + "/trial");
        unknown(admin, "DELETE", one + "/connect-links/" + UUID.randomUUID());
        admin.get(one).answered(200);
    }

    private static void unknown(Program admin, String method, String path) {
        assertThat(admin.send(method, path + "?untestd=true", null, null)
                        .refused(400, "parameter-invalid")
                        .at("/detail"))
                .contains("untestd");
    }
}
