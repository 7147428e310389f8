package io.gatehouse.architecture.face;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Hands a servlet's request to other packages, inside a list. */
public interface ShowsAFramework {
    /** What no face may show. */
    List<HttpServletRequest> requests();
}
