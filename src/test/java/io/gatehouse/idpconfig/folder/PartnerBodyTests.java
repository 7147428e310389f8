package io.gatehouse.idpconfig.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.ProviderSettings.Unsolicited;
import io.gatehouse.idpconfig.names.AllowlistKeys;
import io.gatehouse.partner.PartnerId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PartnerBodyTests {
    private static final String NORTHWIND = """
            {"partner": "northwind", "name": "Northwind Traders", "domains": ["northwind.example"],
             "authentication-types": ["sso", "cloud"], "self-service-password-reset": true,
             "account-manager": {"name": "Partner Care", "email": "care@vendor.example"},
             "second-factor": {"policy": "required", "max-age": "8h"},
             "identity-providers": [{"id": "northwind-entra", "clock-skew": "60s", "unsolicited": "bounce",
                                     "insecure-cbc": false, "attributes": {"email": ["mail"]}}]}""";

    @Test
    void readsWhatTheFileWouldSay() {
        var read = read(NORTHWIND);

        assertThat(read.findings()).isEmpty();
        var declared = read.declaration().orElseThrow();
        assertThat(declared.partner().id()).isEqualTo(new PartnerId("northwind"));
        assertThat(declared.partner().source()).isNull();
        assertThat(declared.partner().selfServicePasswordReset()).isTrue();
        assertThat(declared.partner().secondFactor().maxAge()).isEqualTo(Duration.ofHours(8));
        var provider = declared.providers().getFirst();
        assertThat(provider.id().value()).isEqualTo("northwind-entra");
        assertThat(provider.settings().unsolicited()).isEqualTo(Unsolicited.BOUNCE);
        assertThat(provider.settings().attributes()).containsEntry("email", List.of("mail"));
    }

    /** What is replaced, by what, and the pointer, rule and part of the text of the first error. */
    @ParameterizedTest(name = "{0} as {1}: {3} at {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "partner": "northwind"     | "partner": "Northwind!"  | /partner                          | partner-id-invalid | a-z, 0-9
            "partner": "northwind"     | "partner": "southwind"   | /partner                          | partner-not-address | southwind
            "partner": "northwind", "n | "n                       | ``                                | missing-key        | partner
            "name": "Northwind         | "nmae": "Northwind       | /nmae                             | unknown-key        | nearest is 'name'
            ["northwind.example"]      | ["a.example", "b"]       | /domains/1                        | domain-invalid     | after the @
            ["northwind.example"]      | "northwind.example"      | /domains                          | wrong-type         | a list
            "sso", "cloud"             | "sso", "saml"            | /authentication-types/1           | wrong-value        | sso, domain, cloud
            "name": "Northwind Traders" | "name": {"a": 1}        | /name                             | wrong-type         | a single value
            reset": true               | reset": 1                | /self-service-password-reset      | wrong-value        | true, false
            "max-age": "8h"            | "max-age": 8             | /second-factor/max-age            | wrong-value        | 60s, 5m, 8h
            "policy": "required"       | "polcy": "required"      | /second-factor/polcy              | unknown-key        | second-factor.policy
            "clock-skew": "60s"        | "clock-skew": "6m"       | /identity-providers/0/clock-skew  | out-of-range       | 5m
            "clock-skew": "60s"        | "metadata": "idp.xml"    | /identity-providers/0/metadata    | metadata-apart     | no files
            "clock-skew": "60s"        | "a/b~c": 1               | /identity-providers/0/a~1b~0c     | unknown-key        | nearest
            "name": "Northwind Traders" | "name": "North\\u0000wind" | ``                              | nul-character      | U+0000
            "name": "Northwind Traders" | "name": "N", "name": "M" | ``                                | json-syntax        | Duplicate
            """)
    void refusesWhatTheFileWouldRefuseWithThePointer(
            String is, String becomes, String pointer, String rule, String text) {
        assertThat(NORTHWIND).contains(is);

        var read = read(NORTHWIND.replace(is, becomes));

        assertThat(read.declaration()).isEmpty();
        var first = read.findings().stream()
                .filter(f -> f.finding().isError())
                .findFirst()
                .orElseThrow();
        assertThat(first.finding().rule()).isEqualTo(rule);
        assertThat(first.pointer()).isEqualTo(pointer);
        assertThat(first.finding().message() + first.finding().fix()).contains(text);
    }

    static Stream<String> noObjects() {
        return Stream.of(
                "",
                " ",
                "[]",
                "\"northwind\"",
                "null",
                "{",
                "{}x",
                "{} {}",
                "{'partner': 'northwind'}",
                "{\"partner\": northwind}",
                "{\"a\":".repeat(30) + "1" + "}".repeat(30),
                "{\"a\": \"" + "b".repeat(300_000) + "\"}",
                "# yaml\npartner: northwind");
    }

    @ParameterizedTest
    @MethodSource("noObjects")
    void refusesWhatIsNoObjectAtAll(String body) {
        var read = read(body);

        assertThat(read.declaration()).isEmpty();
        assertThat(read.findings()).isNotEmpty().allMatch(f -> f.finding().isError());
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        var read =
                PartnerBody.read(NORTHWIND.replace("Traders", "Händler").getBytes(StandardCharsets.ISO_8859_1), null);

        assertThat(read.findings()).extracting(f -> f.finding().rule()).containsExactly("not-utf-8");
    }

    @Test
    void passesOverTheStatusOfAnAnswer() {
        var read = read(NORTHWIND.replaceFirst("\\{", "{\"status\": {\"source\": \"x\"}, "));

        assertThat(read.findings()).isEmpty();
        assertThat(read.declaration()).isPresent();
    }

    @Test
    void refusesEveryAllowlistKeyWithItsPointer() {
        assertThat(AllowlistKeys.mixed()).hasSizeGreaterThan(200).allSatisfy(key -> {
            var read = read(NORTHWIND.replace("\"clock-skew\"", "\"" + key + "\""));
            assertThat(read.declaration()).isEmpty();
            assertThat(read.findings())
                    .filteredOn(f -> f.finding().rule().equals("ip-allowlist-unsupported"))
                    .extracting(PartnerBody.Finding::pointer)
                    .containsExactly("/identity-providers/0/" + key);
        });
    }

    private static PartnerBody.Reading read(String json) {
        return PartnerBody.read(json.getBytes(StandardCharsets.UTF_8), new PartnerId("northwind"));
    }
}
