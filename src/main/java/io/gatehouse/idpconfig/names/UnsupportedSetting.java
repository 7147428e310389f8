package io.gatehouse.idpconfig.names;

import io.gatehouse.reason.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Settings that people ask for by many names and that Gatehouse does not have on purpose. Judged are keys, never values;
 * {@code docs/reference/unsupported-settings.md} is written from here.
 */
public enum UnsupportedSetting {
    /** Lists of networks that may, or may not, sign in. */
    IP_ALLOWLIST(
            Reason.IP_ALLOWLIST_UNSUPPORTED,
            "IP allowlists",
            "Gatehouse sees the address of whatever stands in front of it, and people work from home, on the road and behind"
                    + " shared addresses: a list of networks locks out the right people and lets in whoever is on the"
                    + " right network. It would look like a safeguard without being one.",
            "restrict networks in the identity provider's conditional access, which knows the device and the person, and"
                    + " keep the second factor here",
            List.of("ip", "cidr", "network", "subnet", "address", "source"),
            List.of("allow", "white", "deny", "block", "black", "trusted", "permit", "restrict", "range", "zone"),
            IpAllowlistNames.ALL);

    private final Reason reason;
    private final String title;
    private final String why;
    private final String alternative;
    private final List<String> what;
    private final List<String> how;
    private final List<String> names;
    private final Set<String> plainNames;

    UnsupportedSetting(
            Reason reason,
            String title,
            String why,
            String alternative,
            List<String> what,
            List<String> how,
            List<String> names) {
        this.reason = reason;
        this.title = title;
        this.why = why;
        this.alternative = alternative;
        this.what = what;
        this.how = how;
        this.names = names;
        this.plainNames = names.stream().map(UnsupportedSetting::plain).collect(Collectors.toUnmodifiableSet());
    }

    /** The unsupported setting that this key means, however it is written. */
    public static Optional<UnsupportedSetting> of(String key) {
        var plain = plain(key);
        return Arrays.stream(values())
                .filter(s -> s.plainNames.contains(plain) || holds(plain, s.what) && holds(plain, s.how))
                .findFirst();
    }

    /**
     * The unsupported setting that nested keys mean together, as {@code ip: {allow: …}} does. Each word must lie within one
     * key, so that two harmless neighbours ({@code api}, {@code partner}) never make up a word between them.
     */
    public static Optional<UnsupportedSetting> ofPath(List<String> keys) {
        var plain = keys.stream().map(UnsupportedSetting::plain).toList();
        return Arrays.stream(values())
                .filter(s -> s.plainNames.contains(String.join("", plain))
                        || plain.stream().anyMatch(s.plainNames::contains)
                        || plain.stream().anyMatch(k -> holds(k, s.what))
                                && plain.stream().anyMatch(k -> holds(k, s.how)))
                .findFirst();
    }

    /** A key as it is compared: lower-cased and stripped of {@code -}, {@code _}, {@code .} and blanks. */
    public static String plain(String key) {
        var plain = new StringBuilder(key.length());
        key.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(c ->
                        c != '-' && c != '_' && c != '.' && !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean holds(String plain, List<String> words) {
        return words.stream().anyMatch(plain::contains);
    }

    /** The code that every door answers with. */
    public Reason reason() {
        return reason;
    }

    /** What it is called. */
    public String title() {
        return title;
    }

    /** Why Gatehouse does not have it. */
    public String why() {
        return why;
    }

    /** What to do instead. */
    public String alternative() {
        return alternative;
    }

    /** A key is refused if it holds one of these words and one of {@link #how}. */
    public List<String> what() {
        return what;
    }

    /** The second list of words. */
    public List<String> how() {
        return how;
    }

    /** Names that are refused besides the ones the words find. */
    public List<String> names() {
        return names;
    }
}
