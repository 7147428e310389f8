package io.gatehouse.console.partner;

import io.gatehouse.partner.Partner;
import io.gatehouse.partner.Partners;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of partners, found by a part of their id, name or domains, a page at a time. */
@Controller
class PartnersController {
    private static final int PAGE = 50;

    private final Partners partners;

    PartnersController(Partners partners) {
        this.partners = partners;
    }

    @GetMapping("/console/partners")
    String list(
            @RequestParam(name = "q", defaultValue = "") String holding,
            @RequestParam(name = "after", defaultValue = "") String after,
            Model model) {
        var found = partners.page(holding, after, PAGE + 1);
        boolean more = found.size() > PAGE;
        List<Partner> shown = more ? found.subList(0, PAGE) : found;
        model.addAttribute("q", holding);
        model.addAttribute("partners", shown);
        model.addAttribute("next", more ? shown.getLast().id().value() : "");
        model.addAttribute("first", after.isEmpty());
        return "console/partners";
    }
}
