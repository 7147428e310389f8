package io.gatehouse.console.provider;

import io.gatehouse.console.access.Administrator;
import io.gatehouse.console.page.Missing;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;

/** A provider's page. */
@Controller
class ProviderPageController {
    private final ProviderPage page;

    ProviderPageController(ProviderPage page) {
        this.page = page;
    }

    @GetMapping("/console/partners/{partner}/identity-providers/{provider}")
    String show(
            @PathVariable("partner") String partner,
            @PathVariable("provider") String id,
            @RequestAttribute(Administrator.ME) Administrator me,
            Model model) {
        return page.show(page.find(Missing.partner(partner), id), me, model, List.of());
    }
}
