package io.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.testing.TestPortal.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The opening call as docs/how-to/portal-developer.md shows it, between its markers. */
final class DocumentedGrant {
    private static final Path PAGE = Path.of("docs/how-to/portal-developer.md");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UUID_V7 = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    private DocumentedGrant() {}

    /** The page shows the names of this call, no other, and the values that are the same in every such sign-in. */
    static void isLike(Call call) throws IOException, ParseException {
        var grant = SignedJWT.parse(call.token());
        var header = JSON.readTree(grant.getHeader().toString());
        var claims = JSON.readTree(grant.getPayload().toString());
        var shownHeader = shown("grant-header");
        var shownClaims = shown("grant-claims");
        sameShape(shownHeader, header);
        sameShape(shownClaims, claims);
        sameShape(shown("opening-body"), JSON.readTree(call.body()));
        for (var name : List.of("alg", "typ")) {
            assertThat(shownHeader.get(name)).as(name).isEqualTo(header.get(name));
        }
        for (var name : List.of("amr", "acr", "partner")) {
            assertThat(shownClaims.get(name)).as(name).isEqualTo(claims.get(name));
        }
        for (var document : List.of(shownClaims, claims)) {
            assertThat(seconds(document, "nbf")).isEqualTo(seconds(document, "iat"));
            assertThat(seconds(document, "exp") - seconds(document, "iat")).isEqualTo(60);
            assertThat(seconds(document, "auth_time")).isLessThanOrEqualTo(seconds(document, "iat"));
            for (var name : List.of("sub", "sid", "jti")) {
                assertThat(document.get(name).asText()).as(name).matches(UUID_V7);
            }
        }
    }

    private static long seconds(JsonNode claims, String name) {
        return claims.get(name).asLong();
    }

    private static void sameShape(JsonNode shown, JsonNode real) {
        assertThat(names(shown)).isEqualTo(names(real));
        for (var name : names(real)) {
            assertThat(shown.get(name).getNodeType())
                    .as(name)
                    .isEqualTo(real.get(name).getNodeType());
        }
    }

    private static TreeSet<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode shown(String marker) throws IOException {
        var block = Pattern.compile("(?s)<!-- " + marker + " -->\\s*```json\\n(.*?)```")
                .matcher(Files.readString(PAGE));
        assertThat(block.find()).as(marker).isTrue();
        return JSON.readTree(block.group(1));
    }
}
