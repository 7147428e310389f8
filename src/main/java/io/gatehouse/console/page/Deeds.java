package io.gatehouse.console.page;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.EventFilter;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.Origin;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.signin.page.Origins;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is done at the console is told of in events; what was done is shown from them. */
@Component
public class Deeds {
    private static final int RECENT = 15;

    private final Origins origins;
    private final LoginEvents events;

    Deeds(Origins origins, LoginEvents events) {
        this.origins = origins;
        this.events = events;
    }

    /** The context of what is done for a partner in this request. */
    public EventContext of(HttpServletRequest request, PartnerId partner) {
        return new EventContext(Subject.ofPartner(partner.value()), origins.of(request));
    }

    /** Where the request comes from. */
    public Origin origin(HttpServletRequest request) {
        return origins.of(request);
    }

    /** The last few events of a partner, or of one account of it. */
    public List<EventLine> recent(PartnerId partner, @Nullable UUID account) {
        var filter = new EventFilter(partner.value(), account, null, null, null, null, null, null, null, null);
        return events.search(filter, RECENT).items().stream().map(EventLine::of).toList();
    }
}
