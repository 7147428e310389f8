package io.gatehouse.identityprovider.entity;

import java.net.IDN;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an entityID looks like to somebody who compares it at a glance: two of one likeness are taken for one another. After
 * the skeletons of Unicode TS 39, for the letters that a Latin text can be counterfeited with, and for what addresses have.
 */
public final class EntityLikeness {
    private static final Pattern PUNYCODE = Pattern.compile("xn--[a-z0-9-]+");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{M}\\p{Cc}\\p{Cf}\\p{Z}]");
    private static final Pattern EDGES = Pattern.compile("^https?://(www\\.)?|(:(443|80))?/*$");

    // Cyrillic, then Greek.
    private static final Map<Integer, Character> LATIN =
            pairs("авгсԁеһіјкмнопрԛѕтѵԝхуьӏ" + "αβεγηικνορστυχωϲϳ", "abrcdehijkmhonpqstvwxybl" + "abeynikvopotuxwcj");

    private EntityLikeness() {}

    /** Its likeness; the same entityID always has the same. */
    public static String of(String entityId) {
        var folded = Normalizer.normalize(entityId, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        var shown = PUNYCODE.matcher(folded).replaceAll(m -> Matcher.quoteReplacement(unicode(m.group())));
        var plain = UNSEEN.matcher(Normalizer.normalize(shown, Normalizer.Form.NFKD))
                .replaceAll("");
        var bare = EDGES.matcher(plain).replaceAll("");
        var latin = new StringBuilder();
        bare.toLowerCase(Locale.ROOT)
                .codePoints()
                .forEach(c -> latin.appendCodePoint(LATIN.containsKey(c) ? LATIN.get(c) : c));
        return latin.toString()
                .replace('_', '-')
                .replace("rn", "m")
                .replace("vv", "w")
                .replace('0', 'o')
                .replace('1', 'l')
                .replace('i', 'l')
                .replace('5', 's');
    }

    private static String unicode(String label) {
        try {
            return IDN.toUnicode(label, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            return label;
        }
    }

    private static Map<Integer, Character> pairs(String from, String to) {
        var pairs = new HashMap<Integer, Character>();
        int[] strange = from.codePoints().toArray();
        for (int i = 0; i < strange.length; i++) {
            pairs.put(strange[i], to.charAt(i));
        }
        return Map.copyOf(pairs);
    }
}
