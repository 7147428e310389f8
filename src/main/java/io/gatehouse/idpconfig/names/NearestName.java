package io.gatehouse.idpconfig.names;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The valid name that somebody most likely meant. */
public final class NearestName {
    private NearestName() {}

    /** The nearest of the valid names by Levenshtein distance, whatever the distance; none only among none. */
    public static Optional<String> to(String name, Collection<String> valid) {
        var plain = UnsupportedSetting.plain(name);
        return valid.stream()
                .min(Comparator.<String>comparingInt(v -> distance(plain, UnsupportedSetting.plain(v)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters must be added, dropped or changed to make one of the other; case and separators count for nothing. */
    public static int between(String one, String other) {
        return distance(UnsupportedSetting.plain(one), UnsupportedSetting.plain(other));
    }

    private static int distance(String from, String to) {
        var above = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            var row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[to.length()];
    }
}
