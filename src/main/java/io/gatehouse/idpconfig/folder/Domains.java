package io.gatehouse.idpconfig.folder;

import io.gatehouse.idpconfig.yaml.Fields;
import io.gatehouse.idpconfig.yaml.Place;
import io.gatehouse.idpconfig.yaml.Quoted;
import io.gatehouse.idpconfig.yaml.Text;
import java.net.IDN;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A partner's e-mail domains, in the form they are compared in: lower-case and ASCII. */
final class Domains {
    private static final int LONGEST = 253;
    private static final Pattern LAST_LABEL_IS_NUMBER = Pattern.compile(".*\\.\\d+");

    private Domains() {}

    /** The domains under a key, with the place of each. */
    static Map<String, Place> read(Fields fields, String key) {
        var domains = new LinkedHashMap<String, Place>();
        for (var text : fields.texts(key)) {
            var ascii = ascii(text);
            if (ascii.isEmpty()) {
                fields.findings()
                        .error(
                                text.place(),
                                "domain-invalid",
                                Quoted.of(text.value()) + " is not a domain.",
                                "write the part of the e-mail address after the @, as northwind.example");
            } else if (domains.putIfAbsent(ascii.get(), text.place()) != null) {
                fields.findings()
                        .warning(
                                text.place(),
                                "domain-twice",
                                Quoted.of(text.value()) + " stands here twice.",
                                "remove one of them");
            }
        }
        return domains;
    }

    private static Optional<String> ascii(Text text) {
        try {
            var ascii = IDN.toASCII(text.value(), IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            boolean valid = ascii.length() <= LONGEST
                    && ascii.contains(".")
                    && !ascii.endsWith(".")
                    && !LAST_LABEL_IS_NUMBER.matcher(ascii).matches();
            return valid ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
