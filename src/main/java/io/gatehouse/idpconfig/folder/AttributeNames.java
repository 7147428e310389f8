package io.gatehouse.idpconfig.folder;

import io.gatehouse.idpconfig.names.NearestName;
import io.gatehouse.idpconfig.yaml.Fields;
import io.gatehouse.idpconfig.yaml.Quoted;
import io.gatehouse.idpconfig.yaml.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names to try for each thing that attributes tell; the things that Gatehouse knows, and any other, which is kept. */
final class AttributeNames {
    static final Set<String> KNOWN = Set.of("email", "given-name", "family-name", "groups");

    private static final int LIKE_A_SLIP = 2;

    private AttributeNames() {}

    static Map<String, List<String>> read(Fields provider) {
        return provider.fields("attributes", Set.of())
                .map(AttributeNames::names)
                .orElse(Map.of());
    }

    private static Map<String, List<String>> names(Fields fields) {
        var names = new LinkedHashMap<String, List<String>>();
        for (var key : fields.names()) {
            warnOfSlip(fields, key);
            if (fields.has(key)) {
                names.put(key, fields.texts(key).stream().map(Text::value).toList());
            }
        }
        return Map.copyOf(names);
    }

    private static void warnOfSlip(Fields fields, String key) {
        var nearest = NearestName.to(key, KNOWN).orElseThrow();
        if (!KNOWN.contains(key) && NearestName.between(key, nearest) <= LIKE_A_SLIP) {
            fields.findings()
                    .warning(
                            fields.at(key),
                            "attribute-like-known",
                            Quoted.of(key) + " is nothing that Gatehouse asks" + " attributes for.",
                            "if '" + nearest + "' is meant, write it so");
        }
    }
}
