package io.gatehouse.console;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Everything that ends soon or has ended, where the overview shows only the first few. */
@Controller
class EndingController {
    private static final int MOST = 500;

    private final EndingKeys ending;

    EndingController(EndingKeys ending) {
        this.ending = ending;
    }

    @GetMapping("/console/ending")
    String show(Model model) {
        model.addAttribute("soon", ending.soon(MOST));
        model.addAttribute("soonCount", ending.countSoon());
        model.addAttribute("ended", ending.ended(MOST));
        model.addAttribute("endedCount", ending.countEnded());
        return "console/ending";
    }
}
