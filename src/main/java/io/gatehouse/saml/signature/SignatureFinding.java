package io.gatehouse.saml.signature;

import io.gatehouse.identityprovider.metadata.SigningKey;
import io.gatehouse.reason.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of one signature.
 *
 * @param invalid {@code signature-invalid} or {@code signing-key-unknown}, or null
 * @param refused {@code algorithm-refused}, each with its evidence
 * @param key the trusted key that verified it, whether or not its algorithms are allowed
 * @param warnings the exceptions that it needed, and what stands against its key
 */
public record SignatureFinding(
        @Nullable Refusal invalid,
        List<Refusal> refused,
        @Nullable SigningKey key,
        List<String> warnings) {
    /** Whether the element may be believed: a trusted key, and nothing refused. */
    public boolean holds() {
        return key != null && invalid == null && refused.isEmpty();
    }
}
