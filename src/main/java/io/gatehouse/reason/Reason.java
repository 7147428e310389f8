package io.gatehouse.reason;

import static io.gatehouse.reason.Severity.ALARM;
import static io.gatehouse.reason.Severity.NOTICE;
import static io.gatehouse.reason.Severity.WARNING;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The catalogue of reasons. A code is kebab-case, stable, and never changes meaning; its texts live in the
 * {@code reasons} message bundle, one for the person and one for the administrator.
 */
public enum Reason {
    IDENTITY_PROVIDER_NOT_CONFIGURED(403, WARNING, true),
    IDENTITY_PROVIDER_NOT_ACTIVE(403, WARNING, true),
    PROVIDER_KEY_MISSING(403, WARNING, true),
    RESPONSE_MALFORMED(400, ALARM, true),
    SEVERAL_ASSERTIONS(403, ALARM, true),
    ISSUER_MISMATCH(403, ALARM, true),
    SIGNATURE_MISSING(403, ALARM, true),
    SIGNATURE_INVALID(403, ALARM, true),
    SIGNING_KEY_UNKNOWN(403, ALARM, true),
    ALGORITHM_REFUSED(403, WARNING, true),
    DECRYPTION_FAILED(403, WARNING, true),
    ENCRYPTION_REQUIRED(403, WARNING, true),
    IDP_DECLINED(403, NOTICE, true),
    DESTINATION_MISMATCH(403, ALARM, true),
    REQUEST_UNKNOWN(403, WARNING, true),
    REQUEST_EXPIRED(403, NOTICE, true),
    UNSOLICITED_RESPONSE(403, WARNING, true),
    ASSERTION_INCOMPLETE(403, WARNING, true),
    AUDIENCE_MISMATCH(403, ALARM, true),
    RECIPIENT_MISMATCH(403, ALARM, true),
    RESPONSE_EXPIRED(403, WARNING, true),
    RESPONSE_NOT_YET_VALID(403, WARNING, true),
    CLOCK_SKEW(403, WARNING, true),
    REPLAYED(403, ALARM, true),
    AUTHN_CONTEXT_UNMET(403, WARNING, true),
    ATTRIBUTE_MISSING(403, WARNING, true),
    DOMAIN_NOT_OWNED(403, WARNING, true),
    ACCOUNT_NOT_INVITED(403, NOTICE, false),
    INVITATION_PENDING(403, NOTICE, false),
    INVITATION_EXPIRED(403, NOTICE, false),
    ACCOUNT_SUSPENDED(403, NOTICE, false),
    ACCOUNT_LOCKED(403, WARNING, false),
    AUTHENTICATION_TYPE_NOT_ALLOWED(403, NOTICE, true),
    CREDENTIALS_WRONG(403, NOTICE, false),
    DIRECTORY_UNAVAILABLE(503, WARNING, true),
    DIRECTORY_ACCOUNT_DISABLED(403, NOTICE, false),
    DIRECTORY_ACCOUNT_LOCKED(403, NOTICE, false),
    DIRECTORY_PASSWORD_EXPIRED(403, NOTICE, false),
    TEMPORARY_PASSWORD_EXPIRED(403, NOTICE, false),
    PASSWORD_CHANGE_REQUIRED(403, NOTICE, false),
    RESET_NOT_ENABLED(403, NOTICE, false),
    SECOND_FACTOR_NOT_ENROLLED(403, NOTICE, true),
    SECOND_FACTOR_WRONG(403, NOTICE, true),
    SECOND_FACTOR_REUSED(403, WARNING, true),
    SECOND_FACTOR_CLOCK_DRIFT(403, NOTICE, true),
    SECOND_FACTOR_LOCKED(403, WARNING, true),
    PORTAL_NOT_CONFIGURED(403, WARNING, true),
    PORTAL_DECLINED(403, NOTICE, true),
    PORTAL_CONFLICT(403, ALARM, true),
    PORTAL_UNAVAILABLE(503, WARNING, true),
    IP_ALLOWLIST_UNSUPPORTED(403, WARNING, true),
    CONFIGURATION_INVALID(403, WARNING, true),
    NOT_PERMITTED(403, WARNING, true),
    RATE_LIMITED(429, WARNING, true),
    UNAVAILABLE(503, ALARM, true),
    UNFORESEEN(403, ALARM, true);

    private static final Map<String, Reason> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Reason::code, Function.identity()));

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final int status;
    private final Severity severity;
    private final boolean tellable;

    Reason(int status, Severity severity, boolean tellable) {
        this.status = status;
        this.severity = severity;
        this.tellable = tellable;
    }

    /** The reason with this code, if the catalogue has it. */
    public static Optional<Reason> ofCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** The stable kebab-case code. */
    public String code() {
        return code;
    }

    /** The HTTP status of a refusal for this reason. */
    public int status() {
        return status;
    }

    /** How much attention it deserves. */
    public Severity severity() {
        return severity;
    }

    /** Whether the code may be shown to somebody not signed in: false where it would tell that an account exists. */
    public boolean tellable() {
        return tellable;
    }

    /** A refusal for this reason that carries no more than the reason itself. */
    public Refusal refused() {
        return new Refusal(this, Evidence.NONE);
    }

    /** A refusal for this reason with what was expected and found. */
    public Refusal because(Evidence evidence) {
        return new Refusal(this, evidence);
    }
}
