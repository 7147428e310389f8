package io.gatehouse.console;

import io.gatehouse.console.access.Administrator;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/** The console's first page. */
@Controller
class OverviewController {
    @GetMapping({"/console", "/console/"})
    String show(@RequestAttribute(Administrator.ME) Administrator me) {
        return me.seesAll()
                ? "console/overview"
                : "redirect:/console/partners/" + me.account().partner();
    }
}
