package io.gatehouse.idpconfig.names;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Keys that mean an IP allowlist, made from the contract's words in the spellings that people use; and keys that do not. */
public final class AllowlistKeys {
    private static final List<String> WHAT = List.of(
            "ips", "ip-address", "cidr", "cidrs", "network", "networks", "subnet", "address", "addresses", "source");
    private static final List<String> HOW = List.of(
            "allowed",
            "white-listed",
            "denied-or-deny",
            "blocked",
            "black",
            "trusted",
            "permitted",
            "restricted",
            "range",
            "zones");

    private AllowlistKeys() {}

    /** In kebab-case, as our own settings are written: every pair of words in both orders, and every published name. */
    public static Set<String> kebab() {
        var keys = new LinkedHashSet<String>();
        for (var what : WHAT) {
            for (var how : HOW) {
                keys.add(how + "-" + what);
                keys.add(what + "-" + how);
            }
        }
        keys.addAll(UnsupportedSetting.IP_ALLOWLIST.names());
        return keys;
    }

    /** In every spelling: thousands, for what is quick. */
    public static Stream<String> spelt() {
        return kebab().stream().flatMap(key -> spellings(key).stream().distinct());
    }

    /** Each key in one spelling, another for each: hundreds, for whole files and environments. */
    public static Stream<String> mixed() {
        var keys = List.copyOf(kebab());
        return IntStream.range(0, keys.size())
                .mapToObj(i -> spellings(keys.get(i)).get(i % 7))
                .distinct();
    }

    private static List<String> spellings(String key) {
        return List.of(
                key,
                camel(key),
                key.replace('-', '_'),
                key.replace("-", ""),
                key.toUpperCase(Locale.ROOT),
                key.replace('-', ' '),
                key.replace('-', '.'));
    }

    /** Keys that nobody may take for an allowlist. */
    public static List<String> harmless() {
        return List.of(
                "name",
                "partner",
                "email",
                "domains",
                "description",
                "zip-code",
                "ip-hint",
                "source-code",
                "address-book",
                "allowed-clock-skew",
                "trusted-authn-contexts",
                "range",
                "time-zone",
                "permit",
                "block-size",
                "authnrequest");
    }

    private static String camel(String kebab) {
        var camel = new StringBuilder();
        for (var word : kebab.split("-")) {
            camel.append(camel.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return camel.toString();
    }
}
