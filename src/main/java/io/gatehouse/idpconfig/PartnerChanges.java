package io.gatehouse.idpconfig;

import io.gatehouse.partner.Partner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** What a file changes of a partner, in words for its event. */
final class PartnerChanges {
    private static final Map<String, Function<Partner, Object>> FIELDS = fields();

    private PartnerChanges() {}

    static List<String> between(Optional<Partner> before, Partner after) {
        if (before.isEmpty()) {
            return List.of("new");
        }
        var changes = new ArrayList<String>();
        FIELDS.forEach((name, field) -> {
            var was = field.apply(before.get());
            var is = field.apply(after);
            if (!Objects.equals(was, is)) {
                changes.add(name + ": " + was + " → " + is);
            }
        });
        return List.copyOf(changes);
    }

    private static Map<String, Function<Partner, Object>> fields() {
        var fields = new LinkedHashMap<String, Function<Partner, Object>>();
        fields.put("name", Partner::name);
        fields.put("domains", p -> p.domains().stream().sorted().toList());
        fields.put(
                "authentication-types",
                p -> p.authenticationTypes().stream()
                        .map(t -> t.code())
                        .sorted()
                        .toList());
        fields.put("self-service-password-reset", Partner::selfServicePasswordReset);
        fields.put("account-manager", p -> String.valueOf(p.accountManager()));
        fields.put("second-factor", Partner::secondFactor);
        fields.put("source", p -> String.valueOf(p.source()));
        return fields;
    }
}
