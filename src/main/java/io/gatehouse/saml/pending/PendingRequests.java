package io.gatehouse.saml.pending;

import io.gatehouse.reason.Refusal;
import io.gatehouse.saml.PendingRequest;

/** The requests that this browser still waits for; answers from what the request itself brought, without I/O. */
public interface PendingRequests {
    /** What is known of the request that a response says it answers. */
    Answer answering(String inResponseTo);

    /** Known, or refused. */
    sealed interface Answer {
        /** One of ours, in time, and of this browser. */
        record Known(PendingRequest request) implements Answer {}

        /** {@code request-unknown} or {@code request-expired}, with evidence. */
        record Refused(Refusal why) implements Answer {}
    }
}
