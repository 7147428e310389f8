package io.gatehouse.audit;

import java.util.List;
import org.springframework.stereotype.Repository;

/** The login events: appended in the caller's transaction, so that no fact is without its event. */
@Repository
public class LoginEvents {
    /** Appends in the current transaction; without one it is a defect. */
    public LoginEvent append(EventDraft draft) {
        throw new UnsupportedOperationException();
    }

    /** The newest events that match, newest first. */
    public Page search(EventFilter filter, int limit) {
        throw new UnsupportedOperationException();
    }

    /** One page, and the cursor of the next if there is one. */
    public record Page(
            List<LoginEvent> items,
            @org.jspecify.annotations.Nullable String next) {}
}
