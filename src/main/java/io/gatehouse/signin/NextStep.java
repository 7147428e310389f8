package io.gatehouse.signin;

import io.gatehouse.account.Account;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.partner.Partner;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Refusal;
import io.gatehouse.signin.flight.Proof;
import org.jspecify.annotations.Nullable;

/** Where a sign-in goes from here. */
public sealed interface NextStep {
    /** To the log-on page. */
    record AskWho() implements NextStep {}

    /** To the identity provider. */
    record SendTo(RegistrationId provider) implements NextStep {}

    /** To the password that is kept here. */
    record AskPassword() implements NextStep {}

    /** To the code of the second factor; {@code because} says why the identity provider’s own did not do, where it might have. */
    record AskCode(Account account, Evidence because) implements NextStep {}

    /** To the enrolment of an authenticator; {@code because} as above. */
    record AskEnrolment(Account account, Evidence because) implements NextStep {}

    /**
     * To the portal.
     *
     * @param by what satisfied the second factor
     * @param untold how, if there is no event yet that says so
     */
    record OpenPortal(
            Account account,
            Partner partner,
            Proof proof,
            String by,
            @Nullable Evidence untold) implements NextStep {}

    /** To the console: the second factor is verified, whatever the partner's policy. */
    record OpenConsole(Account account, Partner partner, Proof proof, String by) implements NextStep {}

    /** Nowhere: what the second factor was proved by was removed since. */
    record ProveAnew(Refusal why, Partner partner) implements NextStep {}

    /** Nowhere: the account or the partner changed since the last step. */
    record Stop(Refusal why, @Nullable Partner partner) implements NextStep {}
}
