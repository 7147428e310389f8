package io.gatehouse.console.connect.wizard;

import io.gatehouse.identityprovider.AttributeNames;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.metadata.Vendor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which attributes mean what, as somebody typed it.
 *
 * @param named for each thing that is wanted the names to try in order; none where the usual ones are tried
 * @param subject the attribute that identifies the person; null for the NameID
 */
record Mapping(Map<String, List<String>> named, @Nullable String subject) {
    /** What is wanted, by its name in settings. */
    static final List<String> WANTED = List.of("email", "given-name", "family-name", "groups");

    private static final int MOST_NAMES = 20;
    private static final int LONGEST_NAME = 300;

    static Mapping of(ProviderSettings settings) {
        return new Mapping(settings.attributes(), settings.subject());
    }

    static Mapping of(HttpServletRequest form) {
        var named = new LinkedHashMap<String, List<String>>();
        for (var wanted : WANTED) {
            var names = parameter(form, wanted)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .distinct()
                    .toList();
            if (!names.isEmpty()) {
                named.put(wanted, names);
            }
        }
        var subject = parameter(form, "subject").strip();
        return new Mapping(named, subject.isEmpty() ? null : subject);
    }

    /** The fields that can't be meant so. */
    List<String> wrong() {
        var wrong = new ArrayList<String>();
        named.forEach((wanted, names) -> {
            if (names.size() > MOST_NAMES || !names.stream().allMatch(Mapping::isName)) {
                wrong.add(wanted);
            }
        });
        if (subject != null && !isName(subject)) {
            wrong.add("subject");
        }
        return wrong;
    }

    /** The names as they are typed, one a line. */
    Map<String, String> lines() {
        var lines = new LinkedHashMap<String, String>();
        WANTED.forEach(wanted -> lines.put(wanted, String.join("\n", named.getOrDefault(wanted, List.of()))));
        return lines;
    }

    /** The names that are tried if nothing is typed. */
    static Map<String, List<String>> usual(Vendor vendor) {
        return tried(vendor, ProviderSettings.DEFAULT);
    }

    /** The names that are tried with these settings. */
    static Map<String, List<String>> tried(Vendor vendor, ProviderSettings settings) {
        var names = AttributeNames.of(vendor, settings);
        return Map.of(
                "email", names.email(),
                "given-name", names.givenName(),
                "family-name", names.familyName(),
                "groups", names.groups());
    }

    ProviderSettings into(ProviderSettings settings) {
        return new ProviderSettings(
                settings.unsolicited(),
                settings.unsolicitedRelayStates(),
                settings.signAuthnRequests(),
                settings.requireEncryptedAssertions(),
                settings.requestedAuthnContext(),
                settings.nameIdFormat(),
                subject,
                settings.clockSkew(),
                settings.maxAssertionAge(),
                named,
                settings.provisioning(),
                settings.metadataSigners(),
                settings.exceptions());
    }

    private static boolean isName(String text) {
        return text.length() <= LONGEST_NAME && text.chars().noneMatch(Character::isISOControl);
    }

    private static String parameter(HttpServletRequest form, String name) {
        return Optional.ofNullable(form.getParameter(name)).orElse("");
    }
}
