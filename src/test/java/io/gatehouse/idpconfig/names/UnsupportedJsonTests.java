package io.gatehouse.idpconfig.names;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.idpconfig.names.UnsupportedJson.Found;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnsupportedJsonTests {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<String> spelt() {
        return AllowlistKeys.spelt();
    }

    @ParameterizedTest
    @MethodSource("spelt")
    void findsAnAllowlistAtAnyDepth(String key) {
        var body = JSON.createObjectNode().put("partner", "northwind");
        body.putArray("identity-providers").addObject().put("id", "x").putArray(key);

        var pointer =
                JsonPointer.compile("/identity-providers/0").appendProperty(key).toString();
        assertThat(UnsupportedJson.in(JSON.convertValue(body, Object.class)))
                .containsExactly(new Found(UnsupportedSetting.IP_ALLOWLIST, key, pointer));
    }

    @Test
    void judgesKeysAndNoValues() throws Exception {
        assertThat(UnsupportedJson.in(
                        json("{'partner': 'allowlist', 'name': 'Allowlist Ltd', 'domains': ['ip-allowlist.example']}")))
                .isEmpty();
    }

    @Test
    void leavesTheFreeNamesOfAttributesAlone() throws Exception {
        assertThat(UnsupportedJson.in(
                        json("{'identity-providers': [{'attributes': {'allowed_ips': ['allowed_ips']}}]}")))
                .isEmpty();
    }

    @Test
    void findsNestedKeysAndEachOnce() throws Exception {
        assertThat(UnsupportedJson.in(json("{'ip': {'allow': {'trusted-networks': []}}, 'whitelist': 1}")))
                .extracting(Found::pointer)
                .containsExactly("/ip/allow", "/whitelist");
    }

    private static Object json(String text) throws Exception {
        return JSON.readValue(text.replace('\'', '"'), Object.class);
    }
}
