package io.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CanonicalJsonTests {
    @Test
    void sortsMembersByTheirUtf16CodeUnits() {
        // The example of RFC 8785 3.2.3, without its astral and control names.
        var members = new LinkedHashMap<String, String>();
        members.put("\u20ac", "Euro Sign");
        members.put("\ufb33", "Hebrew Letter Dalet With Dagesh");
        members.put("1", "One");
        members.put("\ud83d\ude00", "Emoji: Grinning Face");
        members.put("\u00f6", "Latin Small Letter O With Diaeresis");
        assertThat(CanonicalJson.of(members))
                .isEqualTo("{\"1\":\"One\",\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                        + "\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @Test
    void escapesOnlyWhatMustBeAndInTheShortestForm() {
        assertThat(CanonicalJson.of(java.util.Map.of("a", "\u20ac$\u000f\nA'B\"\\/\b\t\f\r")))
                .isEqualTo("{\"a\":\"\u20ac$\\u000f\\nA'B\\\"\\\\/\\b\\t\\f\\r\"}");
    }

    @Test
    void keepsKindsLeavesOutNullsAndWritesFractionsAsText() {
        var members = new HashMap<String, @Nullable Object>();
        members.put("flag", true);
        members.put("fraction", 0.5);
        members.put("list", List.of(1, "two", List.of()));
        members.put("nothing", null);
        members.put("number", 42L);
        members.put("object", java.util.Map.of("b", 2, "a", 1));
        assertThat(CanonicalJson.of(members)).isEqualTo("""
                        {"flag":true,"fraction":"0.5","list":[1,"two",[]],"number":42,"object":{"a":1,"b":2}}""");
    }
}
