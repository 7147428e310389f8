package io.gatehouse.signin.refusal;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.Reference;
import io.gatehouse.partner.Partner;
import io.gatehouse.reason.Refusal;
import io.gatehouse.signin.flight.Journey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Refuses: first the event, then the page. If the event cannot be written, {@link LastResort} answers instead. */
@Component
public class Refusals {
    private final LoginEvents events;
    private final TransactionOperations transactions;
    private final RefusalPage page;
    private final FloodGate flood;

    Refusals(LoginEvents events, TransactionOperations transactions, RefusalPage page, FloodGate flood) {
        this.events = events;
        this.transactions = transactions;
        this.page = page;
        this.flood = flood;
    }

    /**
     * Records the refusal and answers with its page. The context must bear the sign-in's reference. Too many from one
     * address are told {@code rate-limited} instead, and only the first of those is recorded.
     */
    public void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            Type type,
            EventContext context,
            Refusal why,
            @Nullable Partner partner)
            throws IOException {
        if (isRecorded(request, response, type, context, why)) {
            show(request, response, context, why, partner);
        }
    }

    /** The same in other words: the texts of this key. */
    public void refuseAs(
            String text,
            HttpServletRequest request,
            HttpServletResponse response,
            Type type,
            EventContext context,
            Refusal why,
            @Nullable Partner partner)
            throws IOException {
        if (isRecorded(request, response, type, context, why)) {
            showAs(text, request, response, context, why, partner);
        }
    }

    /** Answers with the page of a refusal that is recorded already, in other words: the texts of this key. */
    public void showAs(
            String text,
            HttpServletRequest request,
            HttpServletResponse response,
            EventContext context,
            Refusal why,
            @Nullable Partner partner)
            throws IOException {
        page.showAs(text, request, response, why, referenceOf(context), partner);
    }

    /** Answers with the page of a refusal that is recorded already. */
    public void show(
            HttpServletRequest request,
            HttpServletResponse response,
            EventContext context,
            Refusal why,
            @Nullable Partner partner)
            throws IOException {
        page.show(request, response, why, referenceOf(context), partner, null);
    }

    private boolean isRecorded(
            HttpServletRequest request, HttpServletResponse response, Type type, EventContext context, Refusal why)
            throws IOException {
        if (flood.failsTooOften(request, response, context)) {
            return false;
        }
        transactions.executeWithoutResult(_ -> events.append(context.failure(type, why)));
        return true;
    }

    private static Reference referenceOf(EventContext context) {
        return Objects.requireNonNull(context.subject().reference(), "a refusal has a reference");
    }

    /** Answers with the page that tries the hand-off again without a new sign-in; the refusal is recorded already. */
    public void offerRetry(
            HttpServletRequest request, HttpServletResponse response, Journey journey, Refusal why, Partner partner)
            throws IOException {
        page.offerRetry(request, response, why, journey, partner);
    }
}
