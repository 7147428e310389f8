package io.gatehouse.reason;

import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

/**
 * What a failure that no step foresaw is called. That the database cannot be reached passes, and nobody can write it down
 * meanwhile; a statement that the database refuses is a defect like any other, and is recorded as one.
 */
public final class Breakdown {
    private Breakdown() {}

    /** {@code unavailable} or {@code unforeseen}, with the kind of the failure. */
    public static Refusal refusalOf(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return (isOutage(failure) ? Reason.UNAVAILABLE : Reason.UNFORESEEN)
                .because(Evidence.of("got", root.getClass().getName()));
    }

    /** Whether the database could not be reached, or not in time. */
    public static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case DataAccessResourceFailureException _,
                        TransientDataAccessException _,
                        RecoverableDataAccessException _,
                        CannotCreateTransactionException _,
                        TransactionTimedOutException _,
                        SQLNonTransientConnectionException _,
                        SQLTransientException _,
                        SQLRecoverableException _ -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }
}
