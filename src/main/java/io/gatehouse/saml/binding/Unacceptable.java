package io.gatehouse.saml.binding;

import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came is no message, judged by its bytes alone. Always {@code response-malformed}. */
public final class Unacceptable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    /** Refused because of this. */
    public Unacceptable(String problem, String expected, @Nullable Object got) {
        super(problem, null, false, false);
        this.refusal = Reason.RESPONSE_MALFORMED.because(Evidence.of("problem", problem)
                .and(Evidence.expected(expected, got))
                .and("failed", List.of(Reason.RESPONSE_MALFORMED.code())));
    }

    /** The refusal, with what was expected and found. */
    public Refusal refusal() {
        return refusal;
    }
}
