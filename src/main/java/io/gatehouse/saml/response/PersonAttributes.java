package io.gatehouse.saml.response;

import static io.gatehouse.reason.Reason.ATTRIBUTE_MISSING;

import io.gatehouse.reason.Evidence;
import io.gatehouse.saml.message.Text;
import io.gatehouse.saml.response.Failures.Stage;
import io.gatehouse.saml.response.ReadAssertion.Attribute;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an assertion by the names that are mapped. Names match exactly; FriendlyName counts for nothing, since the
 * person may have a say in it. A mapped attribute holds text and has one NameFormat: the same name with two is two attributes
 * (SAML Core 2.7.3.1), and which of them the mapping means nobody can tell. What is not mapped may be anything.
 */
record PersonAttributes(List<Attribute> attributes, Failures failures, List<String> warnings) {
    /** The one value of this name that identifies; none, several or an unprintable one is refused. */
    @Nullable
    String identifying(String name) {
        var values = values(List.of(name));
        if (values.isEmpty()) {
            refuse("no value", name);
            return null;
        }
        return single(values, name);
    }

    /** The one value of the first name that has any; several are refused, since one might be the person's own choice. */
    @Nullable
    String one(List<String> names) {
        var values = values(names);
        return values.isEmpty() ? null : single(values, names.getFirst());
    }

    /**
     * The one address under all of these names. Nobody chose among them: where they disagree, one may be an attribute that
     * people fill in themselves, and taking either would let them choose whom they are taken for.
     */
    @Nullable
    String undisputed(List<String> names) {
        var email = one(names);
        var differing = email == null
                ? List.<String>of()
                : names.stream()
                        .filter(name -> under(name).stream()
                                .anyMatch(value -> !folded(value).equals(folded(email))))
                        .toList();
        if (differing.isEmpty()) {
            return email;
        }
        var named = names.stream().filter(name -> !under(name).isEmpty()).toList();
        refuse("different values under names that mean the same", named);
        return null;
    }

    /** The one value that is shown; several are refused, an unprintable one is left out. */
    @Nullable
    String shown(List<String> names) {
        var printable = all(names);
        return printable.isEmpty() ? null : single(printable, names.getFirst());
    }

    /** The printable values; others are left out with a warning, for nothing hangs on them. */
    List<String> all(List<String> names) {
        var values = values(names);
        var printable = values.stream().filter(Text::names).toList();
        if (printable.size() < values.size() && !warnings.contains("attribute-value-left-out")) {
            warnings.add("attribute-value-left-out");
        }
        return printable;
    }

    /** A failure about this attribute, or these. */
    void refuse(String problem, Object attribute) {
        failures.add(
                Stage.ATTRIBUTES,
                ATTRIBUTE_MISSING.because(Evidence.of("attribute", attribute).and("problem", problem)));
    }

    private List<String> values(List<String> names) {
        names.forEach(this::refuseUnlessPlain);
        return names.stream()
                .map(this::under)
                .filter(values -> !values.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private void refuseUnlessPlain(String name) {
        var mapped = attributes.stream().filter(a -> a.name().equals(name)).toList();
        if (mapped.stream().anyMatch(a -> a.otherValues() > 0)) {
            refuse("a value that is not text", name);
        }
        if (mapped.stream().map(Attribute::format).distinct().count() > 1) {
            refuse("the same name with several formats", name);
        }
    }

    private List<String> under(String name) {
        return attributes.stream()
                .filter(a -> a.name().equals(name))
                .flatMap(a -> a.values().stream())
                .filter(value -> !value.isBlank())
                .distinct()
                .toList();
    }

    private @Nullable String single(List<String> values, String name) {
        if (values.size() > 1) {
            refuse("several values", name);
            return null;
        }
        if (!Text.names(values.getFirst())) {
            refuse("a value that is too long or holds invisible characters", name);
            return null;
        }
        return values.getFirst();
    }

    private static String folded(String value) {
        return value.toLowerCase(Locale.ROOT);
    }
}
