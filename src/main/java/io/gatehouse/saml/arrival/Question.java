package io.gatehouse.saml.arrival;

import io.gatehouse.saml.PendingRequest;
import io.gatehouse.saml.markup.BoundedReader;
import io.gatehouse.saml.markup.Malformed;
import io.gatehouse.saml.markup.Parts;
import io.gatehouse.saml.pending.PendingRequests;
import io.gatehouse.saml.pending.PendingRequests.Answer;
import org.jspecify.annotations.Nullable;

/**
 * What a response says it answers, looked at before it is judged and not believed: it only chooses by which version.
 *
 * @param readable whether it is a response at all; the judge says what is wrong with one that is not
 * @param asked the request that it names; of one that cannot be read, its relay state, which is our request's id
 */
record Question(boolean readable, @Nullable String asked) {
    static Question of(PostedResponse posted) {
        try {
            var root = BoundedReader.read(posted.response()).getDocumentElement();
            if (Parts.is(root, Parts.SAMLP, "Response")) {
                return new Question(true, Parts.attribute(root, "InResponseTo"));
            }
        } catch (Malformed e) {
            // It is judged all the same, and called what it is.
        }
        return new Question(false, posted.relayState());
    }

    /** Whether it is a response to nothing. */
    boolean none() {
        return readable && asked == null;
    }

    /** The request of this browser that it says it answers. */
    @Nullable
    PendingRequest answering(PendingRequests waiting) {
        return asked != null && waiting.answering(asked) instanceof Answer.Known(var request) ? request : null;
    }
}
