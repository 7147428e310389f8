package io.gatehouse.saml.response;

import static io.gatehouse.reason.Reason.AUTHN_CONTEXT_UNMET;

import io.gatehouse.identityprovider.AttributeNames;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.reason.Evidence;
import io.gatehouse.saml.message.NameId;
import io.gatehouse.saml.response.Failures.Stage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who an assertion is about, by the attribute names that apply.
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
        var reading = new PersonAttributes(assertion.attributes(), failures, warnings);
        if (assertion.encryptedAttributes()) {
            reading.refuse("an EncryptedAttribute, which is not supported: encrypt the assertion instead", "-");
        }
        NameId nameId = assertion.subject() == null ? null : assertion.subject().nameId();
        String subject = settings.subject() == null
                ? nameId == null ? null : nameId.value()
                : reading.identifying(settings.subject());
        String email = settings.attributes().containsKey("email")
                ? reading.one(names.email())
                : reading.undisputed(names.email());
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
                reading.shown(names.givenName()),
                reading.shown(names.familyName()),
                List.copyOf(reading.all(names.groups())),
                List.copyOf(contexts));
    }
}
