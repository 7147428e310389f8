package io.gatehouse.identityprovider.fetch;

import io.gatehouse.reason.Refusal;

/** What came of fetching a document. */
public sealed interface Fetch {
    /** The document, of bytes that nobody has judged yet, and what to ask with next time. */
    record Fetched(byte[] document, Validators validators) implements Fetch {}

    /** It is still the one that the validators are of (RFC 9110 15.4.5). */
    record NotModified() implements Fetch {}

    /** {@code configuration-invalid}, with the {@code rule}, the {@code host} and what was {@code found}. */
    record Refused(Refusal why) implements Fetch {}
}
