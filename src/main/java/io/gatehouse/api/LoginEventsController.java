package io.gatehouse.api;

import io.gatehouse.account.token.ApiToken;
import io.gatehouse.audit.LoginEvents;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The login events for programs: newest first, a page at a time. */
@RestController
class LoginEventsController {
    private final LoginEvents events;

    LoginEventsController(LoginEvents events) {
        this.events = events;
    }

    /** One page; {@code next} is the cursor of the one after, or null. */
    record PageView(List<LoginEventView> items, @Nullable String next) {}

    @GetMapping("/api/v1/login-events")
    ResponseEntity<PageView> search(
            @AuthenticationPrincipal ApiToken token, @RequestParam MultiValueMap<String, String> parameters) {
        var asked = LoginEventParameters.parse(parameters);
        var page = events.search(asked.visibleTo(token), asked.limit());
        var view = new PageView(page.items().stream().map(LoginEventView::of).toList(), page.next());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(view);
    }
}
