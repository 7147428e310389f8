package io.gatehouse.saml.response;

import static io.gatehouse.reason.Reason.ATTRIBUTE_MISSING;
import static io.gatehouse.reason.Reason.AUTHN_CONTEXT_UNMET;

import io.gatehouse.identityprovider.AttributeNames;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.reason.Evidence;
import io.gatehouse.saml.message.NameId;
import io.gatehouse.saml.message.Text;
import io.gatehouse.saml.response.Failures.Stage;
import io.gatehouse.saml.response.ReadAssertion.Attribute;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who an assertion is about, by the attribute names that apply. Names match exactly; FriendlyName counts for nothing, since the
 * person may have a say in it.
 *
 * @param subject the stable identifier, exactly as it stands; null only if that failed
 */
public record Person(
        @Nullable String subject,
        @Nullable String email,
        @Nullable String givenName,
        @Nullable String familyName,
        List<String> groups,
        List<String> authnContexts) {
    private static final String EMAIL_FORMAT = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";

    /** Reads the person, and checks what the settings demand of it. */
    public static Person of(
            ReadAssertion assertion,
            AttributeNames names,
            ProviderSettings settings,
            Failures failures,
            List<String> warnings) {
        var reading = new Reading(assertion.attributes(), failures, warnings);
        if (assertion.encryptedAttributes()) {
            reading.missing("an EncryptedAttribute, which is not supported: encrypt the assertion instead", "-");
        }
        NameId nameId = assertion.subject() == null ? null : assertion.subject().nameId();
        String subject = settings.subject() == null
                ? nameId == null ? null : nameId.value()
                : reading.identifying(settings.subject());
        String email = reading.one(names.email());
        if (email == null && nameId != null && EMAIL_FORMAT.equals(nameId.format())) {
            email = nameId.value();
        }
        List<String> contexts = new ArrayList<>();
        if (assertion.authentication() != null && assertion.authentication().classRef() != null) {
            contexts.add(assertion.authentication().classRef());
        }
        contexts.addAll(reading.all(names.authenticationMethods()));
        List<String> wanted = settings.requestedAuthnContext();
        if (!wanted.isEmpty() && contexts.stream().noneMatch(wanted::contains)) {
            failures.add(Stage.AUTHENTICATION, AUTHN_CONTEXT_UNMET.because(Evidence.expected(wanted, contexts)));
        }
        return new Person(
                subject,
                email,
                reading.first(names.givenName()),
                reading.first(names.familyName()),
                List.copyOf(reading.all(names.groups())),
                List.copyOf(contexts));
    }

    private record Reading(List<Attribute> attributes, Failures failures, List<String> warnings) {
        /** The values under the first of these names that has any. */
        List<String> values(List<String> names) {
            for (String name : names) {
                var values = attributes.stream()
                        .filter(a -> a.name().equals(name))
                        .flatMap(a -> a.values().stream())
                        .filter(v -> !v.isBlank())
                        .distinct()
                        .toList();
                if (!values.isEmpty()) {
                    return values;
                }
            }
            return List.of();
        }

        /** The one value that identifies; none, several or an unprintable one is refused. */
        @Nullable
        String identifying(String name) {
            var values = values(List.of(name));
            if (values.isEmpty()) {
                missing("no value", name);
                return null;
            }
            return single(values, name);
        }

        /** The one value, if there is any; several are refused, since one of them might be the person's own choice. */
        @Nullable
        String one(List<String> names) {
            var values = values(names);
            return values.isEmpty() ? null : single(values, names.getFirst());
        }

        private @Nullable String single(List<String> values, String name) {
            if (values.size() > 1) {
                missing("several values", name);
                return null;
            }
            if (!Text.names(values.getFirst())) {
                missing("a value that is too long or holds invisible characters", name);
                return null;
            }
            return values.getFirst();
        }

        @Nullable
        String first(List<String> names) {
            var all = all(names);
            return all.isEmpty() ? null : all.getFirst();
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

        void missing(String problem, String attribute) {
            failures.add(
                    Stage.ATTRIBUTES,
                    ATTRIBUTE_MISSING.because(
                            Evidence.of("attribute", attribute).and("problem", problem)));
        }
    }
}
