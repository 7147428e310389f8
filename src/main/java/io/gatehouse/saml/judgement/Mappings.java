package io.gatehouse.saml.judgement;

import io.gatehouse.identityprovider.AttributeNames;
import io.gatehouse.saml.Examination.Mapping;
import io.gatehouse.saml.response.ReadAssertion.Attribute;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which attributes fill what we want to know of a person, and which look as if they could. */
final class Mappings {
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final int MOST_SUGGESTED = 5;

    private final List<Attribute> attributes;

    private Mappings(List<Attribute> attributes) {
        this.attributes = attributes.stream()
                .filter(a -> a.values().stream().anyMatch(v -> !v.isBlank()))
                .toList();
    }

    static List<Mapping> of(List<Attribute> attributes, AttributeNames names) {
        var mappings = new Mappings(attributes);
        return List.of(
                mappings.of("email", names.email(), Mappings::holdsAnAddress),
                mappings.of("given-name", names.givenName(), called("given", "first", "vorname", "prenom")),
                mappings.of("family-name", names.familyName(), called("family", "last", "surname", "nachname")),
                mappings.of("groups", names.groups(), called("group", "role", "member")));
    }

    private Mapping of(String field, List<String> names, Predicate<Attribute> looksLikeIt) {
        var arrived = attributes.stream().map(Attribute::name).toList();
        return names.stream()
                .filter(arrived::contains)
                .findFirst()
                .map(name -> new Mapping(field, name, List.of()))
                .orElseGet(() -> new Mapping(
                        field,
                        null,
                        attributes.stream()
                                .filter(looksLikeIt)
                                .map(Attribute::name)
                                .distinct()
                                .limit(MOST_SUGGESTED)
                                .toList()));
    }

    private static boolean holdsAnAddress(Attribute attribute) {
        return attribute.values().size() == 1
                && ADDRESS.matcher(attribute.values().getFirst()).matches();
    }

    private static Predicate<Attribute> called(String... words) {
        return attribute -> {
            var name = attribute.name().toLowerCase(Locale.ROOT);
            var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1);
            return List.of(words).stream().anyMatch(last::contains);
        };
    }
}
