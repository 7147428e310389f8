package io.gatehouse.saml.response;

import static io.gatehouse.reason.Reason.DESTINATION_MISMATCH;
import static io.gatehouse.reason.Reason.IDP_DECLINED;
import static io.gatehouse.reason.Reason.ISSUER_MISMATCH;

import io.gatehouse.reason.Evidence;
import io.gatehouse.saml.message.Issuer;
import io.gatehouse.saml.response.Failures.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the message itself must say: from whom, that it went well, and where to. */
public final class ResponseChecks {
    private static final String ENTITY = "urn:oasis:names:tc:SAML:2.0:nameid-format:entity";

    private ResponseChecks() {}

    /** Checks issuer, status and destination. */
    public static void check(ReadResponse response, Terms terms, Failures failures, List<String> warnings) {
        // SAML Profiles 4.1.4.2: only a response that is neither signed nor holds something encrypted may leave it out.
        boolean issuerNeeded = response.signature() != null || response.encryptedAssertion() != null;
        if (response.issuer() != null || issuerNeeded) {
            issuer(response.issuer(), terms, failures);
        }
        if (!response.successful()) {
            failures.add(
                    Stage.STATUS,
                    IDP_DECLINED.because(Evidence.of("status", response.status().codes())
                            .and("status_message", response.status().message())));
        }
        destination(response.destination(), response.signature() != null, terms, failures, warnings);
    }

    /** Checks the issuer of an assertion or a logout message, which may never be absent. */
    public static void issuer(@Nullable Issuer issuer, Terms terms, Failures failures) {
        if (issuer == null || !issuer.value().equals(terms.issuer())) {
            failures.add(
                    Stage.ISSUER,
                    ISSUER_MISMATCH.because(Evidence.expected(terms.issuer(), issuer == null ? null : issuer.value())));
        } else if (issuer.format() != null && !issuer.format().equals(ENTITY)) {
            failures.add(Stage.ISSUER, ISSUER_MISMATCH.because(Evidence.expected(ENTITY, issuer.format())));
        }
    }

    /** Checks that a message was sent here: a signed one must say where it goes (SAML Bindings 3.4.5.2, 3.5.5.2). */
    public static void destination(
            @Nullable String destination, boolean signed, Terms terms, Failures failures, List<String> warnings) {
        if (destination == null) {
            if (!signed) {
                return;
            }
            if (terms.settings().exceptions().missingDestination()) {
                warnings.add("insecure-missing-destination");
                return;
            }
        }
        if (!terms.consumer().equals(destination)) {
            failures.add(
                    Stage.DESTINATION, DESTINATION_MISMATCH.because(Evidence.expected(terms.consumer(), destination)));
        }
    }
}
