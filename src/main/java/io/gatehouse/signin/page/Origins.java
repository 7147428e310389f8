package io.gatehouse.signin.page;

import io.gatehouse.audit.Origin;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Where browsers' requests come from, as far as it can be believed. */
// Two beans of one class name need two names.
@Component("pageOrigins")
public class Origins {
    private final io.gatehouse.audit.Origins origins;

    Origins(io.gatehouse.audit.Origins origins) {
        this.origins = origins;
    }

    /** The origin of this request; the same object however often it is asked. */
    public Origin of(HttpServletRequest request) {
        if (request.getAttribute(Origins.class.getName()) instanceof Origin known) {
            return known;
        }
        var origin = origins.of(request.getRemoteAddr(), request::getHeaders);
        request.setAttribute(Origins.class.getName(), origin);
        return origin;
    }
}
