package io.gatehouse.idpconfig.folder;

import io.gatehouse.identityprovider.ProviderSettings.Exceptions;
import io.gatehouse.idpconfig.yaml.Fields;
import io.gatehouse.idpconfig.yaml.Values;
import java.util.Set;

/** The settings that weaken safety: each must be given by name, and each is a warning for as long as it stands. */
final class InsecureExceptions {
    static final String RULE = "insecure-setting";
    static final Set<String> KEYS = Set.of(
            "insecure-sha1-until",
            "insecure-cbc",
            "insecure-rsa1_5",
            "insecure-canonicalization",
            "insecure-missing-destination",
            "insecure-long-validity",
            "insecure-http-endpoints");

    private InsecureExceptions() {}

    static Exceptions read(Fields fields) {
        KEYS.stream().filter(fields::has).sorted().forEach(key -> warn(fields, key));
        var values = new Values(fields);
        return new Exceptions(
                values.date("insecure-sha1-until"),
                values.flag("insecure-cbc"),
                values.flag("insecure-rsa1_5"),
                values.flag("insecure-canonicalization"),
                values.flag("insecure-missing-destination"),
                values.flag("insecure-long-validity"),
                values.flag("insecure-http-endpoints"));
    }

    private static void warn(Fields fields, String key) {
        var value = fields.text(key);
        if (value.isPresent() && !value.get().value().equals("false")) {
            fields.findings()
                    .warning(
                            fields.at(key),
                            RULE,
                            key + ": " + value.get().value() + " weakens what is checked of this"
                                    + " identity provider's responses.",
                            "ask the partner to mend it at the identity provider, then remove this line");
        }
    }
}
