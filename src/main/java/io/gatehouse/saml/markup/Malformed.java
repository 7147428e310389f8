package io.gatehouse.saml.markup;

import static io.gatehouse.reason.Reason.RESPONSE_MALFORMED;

import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Refusal;

/**
 * Reading ends here. An exception, although it can be expected, since readers nest deeply and nothing that follows could be
 * trusted; the judge turns it into the refusal that it carries.
 */
public final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    /** Refused as {@code response-malformed}. */
    public Malformed(String problem) {
        this(RESPONSE_MALFORMED.because(Evidence.of("problem", problem)));
    }

    /** Refused for another reason of reading, such as {@code several-assertions}. */
    public Malformed(Refusal refusal) {
        super(refusal.reason().code(), null, false, false);
        this.refusal = refusal;
    }

    /** What to answer. */
    public Refusal refusal() {
        return refusal;
    }
}
