package io.gatehouse.saml.judgement;

import static io.gatehouse.reason.Reason.REQUEST_UNKNOWN;
import static io.gatehouse.reason.Reason.UNSOLICITED_RESPONSE;

import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.ProviderSettings.Unsolicited;
import io.gatehouse.reason.Evidence;
import io.gatehouse.saml.PendingRequest;
import io.gatehouse.saml.pending.PendingRequests;
import io.gatehouse.saml.response.Failures;
import io.gatehouse.saml.response.Failures.Stage;
import io.gatehouse.saml.response.ReadAssertion.Bearer;
import io.gatehouse.saml.response.ReadResponse;
import org.jspecify.annotations.Nullable;

/**
 * Which request of ours is answered (SAML Profiles 4.1.4.3). The response and the confirmation must agree: the response's word
 * alone may be nobody's, where only the assertion is signed.
 */
final class RequestCheck {
    private static final int LONGEST = 256;

    private final ReadResponse response;
    private final PendingRequests pending;
    private final ProviderSettings settings;
    private final Failures failures;
    private @Nullable PendingRequest answered;

    RequestCheck(ReadResponse response, PendingRequests pending, ProviderSettings settings, Failures failures) {
        this.response = response;
        this.pending = pending;
        this.settings = settings;
        this.failures = failures;
    }

    void check(@Nullable Bearer bearer) {
        String id = response.inResponseTo();
        String confirmed = bearer == null ? id : bearer.inResponseTo();
        if (id == null && confirmed == null) {
            if (settings.unsolicited() != Unsolicited.ACCEPT) {
                failures.add(Stage.REQUEST, UNSOLICITED_RESPONSE.refused());
            }
            return;
        }
        if (id == null || !id.equals(confirmed)) {
            failures.add(
                    Stage.REQUEST,
                    REQUEST_UNKNOWN.because(Evidence.expected(id == null ? "InResponseTo" : id, confirmed)
                            .and("problem", "Response and SubjectConfirmationData do not name the same request")));
        }
        if (id == null) {
            return;
        }
        if (id.isBlank() || id.length() > LONGEST) {
            failures.add(Stage.REQUEST, REQUEST_UNKNOWN.because(Evidence.expected("the ID of a request", id)));
            return;
        }
        switch (pending.answering(id)) {
            case PendingRequests.Answer.Known known -> answered = known.request();
            case PendingRequests.Answer.Refused refused -> failures.add(Stage.REQUEST, refused.why());
        }
    }

    @Nullable
    PendingRequest answered() {
        return answered;
    }
}
