package io.gatehouse.signin.refusal;

import io.gatehouse.audit.LoginEvents;
import io.gatehouse.reason.Breakdown;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import io.gatehouse.signin.page.Origins;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What nobody foresaw still gets a page with a reference and keeps its evidence: {@code unavailable} if the database cannot
 * be reached, else {@code unforeseen}. The stack trace goes to the log under the same reference, never to the browser.
 * The reference is that of the sign-in, wherever the request lets it be known.
 * Stands behind the filter that writes the security headers, so its page has them too.
 */
public class LastResort extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(LastResort.class);

    private final Witness witness;
    private final LoginEvents events;
    private final TransactionOperations transactions;
    private final RefusalPage page;
    private final Origins origins;
    private final FloodGate flood;

    /** A last resort that tells by these events and this page. */
    public LastResort(
            Witness witness,
            LoginEvents events,
            TransactionOperations transactions,
            RefusalPage page,
            Origins origins,
            FloodGate flood) {
        this.witness = witness;
        this.events = events;
        this.transactions = transactions;
        this.page = page;
        this.origins = origins;
        this.flood = flood;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            response.setHeader("X-Request-Id", origins.of(request).requestId());
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException | LinkageError | StackOverflowError failure) {
            answer(request, response, failure);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Throwable failure)
            throws IOException {
        if (isNoText(failure)) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        var why = Breakdown.refusalOf(failure);
        var seen = witness.seen(request);
        log.error(
                "{} {}: {}", seen.reference(), request.getMethod(), why.reason().code(), failure);
        if (response.isCommitted()) {
            return;
        }
        if (why.reason() == Reason.UNFORESEEN) {
            record(seen, why);
        }
        response.reset();
        page.show(request, response, why, seen.reference(), null, null);
    }

    // The firewall looks at a parameter when somebody asks for it, so what it turns away comes by here.
    private static boolean isNoText(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RequestRejectedException) {
                return true;
            }
        }
        return false;
    }

    private void record(Witness.Seen seen, Refusal why) {
        try {
            if (flood.isToBeRecorded(seen.context())) {
                transactions.executeWithoutResult(
                        _ -> events.append(seen.context().failure(seen.step(), why)));
            }
        } catch (DataAccessException | TransactionException e) {
            log.error("{}: its event could not be written", seen.reference(), e);
        }
    }
}
