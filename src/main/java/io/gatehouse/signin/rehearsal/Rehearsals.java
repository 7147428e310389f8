package io.gatehouse.signin.rehearsal;

import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.Reference;
import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.TestSignIn;
import io.gatehouse.identityprovider.TestSignIns;
import io.gatehouse.identityprovider.lifecycle.Change;
import io.gatehouse.identityprovider.lifecycle.ProviderLifecycle;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import io.gatehouse.saml.Examination;
import io.gatehouse.saml.PendingRequest;
import io.gatehouse.signin.page.Pages;
import io.gatehouse.signin.refusal.Witness;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Where a test sign-in ends: its result is kept for whoever started it, and shown to the person. Nothing here knows accounts,
 * invitations or the portal, so nothing of them can come of a test.
 */
@Component
public class Rehearsals {
    private static final String TEST = "test";

    private final TestSignIns tests;
    private final ProviderLifecycle lifecycle;
    private final LoginEvents events;
    private final TransactionOperations transactions;
    private final Witness witness;
    private final Pages pages;

    Rehearsals(
            TestSignIns tests,
            ProviderLifecycle lifecycle,
            LoginEvents events,
            TransactionOperations transactions,
            Witness witness,
            Pages pages) {
        this.tests = tests;
        this.lifecycle = lifecycle;
        this.events = events;
        this.transactions = transactions;
        this.witness = witness;
        this.pages = pages;
    }

    /** Whether this departure says that it is a test. */
    public static boolean isOne(HttpServletRequest request) {
        return request.getParameter(TEST) != null;
    }

    /** The test that departs; its link is used up by it. Empty if the link leads nowhere. */
    public Optional<TestSignIn> depart(HttpServletRequest request, IdentityProvider provider) {
        return Optional.ofNullable(request.getParameter(TEST)).flatMap(token -> tests.depart(provider.id(), token));
    }

    /** Keeps what was found, once, and shows it. */
    public void end(
            HttpServletRequest request,
            HttpServletResponse response,
            IdentityProvider provider,
            PendingRequest pending,
            Examination examination)
            throws IOException {
        var reference = new Reference(pending.reference());
        var context = witness.of(request, reference, provider.partner(), provider.id());
        var found = FoundJson.of(examination);
        var details = Evidence.of("phase", "test-sign-in")
                .and("test", pending.signIn())
                .and("version", provider.version().hash());
        boolean kept = Objects.requireNonNull(transactions.execute(_ -> {
            if (!tests.finish(pending.signIn(), examination.passed(), reference.value(), found)) {
                return false;
            }
            var actor = tests.find(pending.signIn()).orElseThrow().actor();
            var why = examination.why();
            events.append((why == null
                            ? context.success(Type.ADMINISTRATION, details)
                            : context.failure(
                                    Type.ADMINISTRATION, new Refusal(why.reason(), details.and(why.evidence()))))
                    .by(actor));
            if (examination.passed()) {
                lifecycle.tested(provider.id(), provider.version().hash(), Change.by(actor, context.origin()));
            }
            return true;
        }));
        show(request, response, pending, examination, kept);
    }

    /** Why a link that leads nowhere is refused. */
    public static Refusal unknownLink() {
        return Reason.REQUEST_EXPIRED.because(
                Evidence.expected("the link of a test sign-in, used once within half an hour", "another"));
    }

    private void show(
            HttpServletRequest request,
            HttpServletResponse response,
            PendingRequest pending,
            Examination examination,
            boolean kept)
            throws IOException {
        var model = new HashMap<String, @Nullable Object>();
        model.put("passed", examination.passed());
        model.put(
                "reason",
                examination.why() == null ? null : examination.why().reason().code());
        model.put("checks", examination.checks());
        model.put("arrived", examination.arrived());
        model.put("reference", pending.reference());
        model.put("kept", kept);
        pages.show(request, response, 200, "test-result", model);
    }
}
