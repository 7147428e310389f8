package io.gatehouse.reason;

import java.util.Locale;

/**
 * The part of the catalogue that only programs meet: why a call of theirs is not answered. Nobody signs in there, so there is
 * no text for a person; the two for the administrator live in the {@code reasons} message bundle with the others'.
 */
public enum CallReason {
    PARAMETER_INVALID(400),
    BODY_INVALID(400),
    IDEMPOTENCY_KEY_INVALID(400),
    REQUEST_MALFORMED(400),
    BAD_REQUEST(400),
    TOKEN_REQUIRED(401),
    TOKEN_INVALID(401),
    SCOPE_INSUFFICIENT(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    PARTNER_EXISTS(409),
    PARTNER_ENDED(409),
    PARTNER_FROM_FILE(409),
    PARTNER_ADMINISTERS(409),
    IDENTITY_PROVIDER_EXISTS(409),
    VERSION_NOT_TESTED(409),
    ENTITY_ID_CHANGES(409),
    METADATA_URL_MISSING(409),
    REFRESH_UNDER_WAY(409),
    CHANGED_MEANWHILE(412),
    BODY_TOO_LARGE(413),
    MEDIA_TYPE_UNSUPPORTED(415),
    IDEMPOTENCY_KEY_REUSED(422);

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final int status;

    CallReason(int status) {
        this.status = status;
    }

    /** The code in problems and evidence; no {@link Reason} has the same. */
    public String code() {
        return code;
    }

    /** The status of the problem. */
    public int status() {
        return status;
    }
}
