package io.gatehouse.console.provider;

import io.gatehouse.identityprovider.MetadataSigner;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.keys.Sha256;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A setting that is not as usual, by its name in {@code partner.yaml}. */
public record SettingLine(String name, String value) {
    /** Those that differ from the defaults, but for what is loosened. */
    static List<SettingLine> of(ProviderSettings settings) {
        var usual = ProviderSettings.DEFAULT;
        var lines = new ArrayList<SettingLine>();
        add(lines, "unsolicited", word(settings.unsolicited()), word(usual.unsolicited()));
        add(lines, "unsolicited-relay-states", list(settings.unsolicitedRelayStates()), "");
        add(lines, "sign-authn-requests", word(settings.signAuthnRequests()), word(usual.signAuthnRequests()));
        add(
                lines,
                "require-encrypted-assertions",
                String.valueOf(settings.requireEncryptedAssertions()),
                String.valueOf(usual.requireEncryptedAssertions()));
        add(lines, "requested-authn-context", list(settings.requestedAuthnContext()), "");
        add(lines, "name-id-format", Objects.requireNonNullElse(settings.nameIdFormat(), ""), "");
        add(lines, "subject", Objects.requireNonNullElse(settings.subject(), ""), "");
        add(lines, "clock-skew", span(settings.clockSkew()), span(usual.clockSkew()));
        add(lines, "max-assertion-age", span(settings.maxAssertionAge()), span(usual.maxAssertionAge()));
        settings.attributes().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> add(lines, "attributes." + e.getKey(), list(e.getValue()), ""));
        add(lines, "provisioning", word(settings.provisioning()), word(usual.provisioning()));
        add(lines, "metadata-signers", signers(settings.metadataSigners()), "");
        return lines;
    }

    private static void add(List<SettingLine> lines, String name, String value, String usual) {
        if (!value.equals(usual)) {
            lines.add(new SettingLine(name, value));
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String list(List<String> values) {
        return String.join(", ", values);
    }

    private static String span(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private static String signers(List<MetadataSigner> signers) {
        return signers.stream()
                .map(s -> "SHA-256 "
                        + HexFormat.of().formatHex(Sha256.of(Base64.getDecoder().decode(s.certificate()))))
                .collect(Collectors.joining(", "));
    }
}
