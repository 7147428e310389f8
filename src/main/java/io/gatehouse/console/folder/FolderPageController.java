package io.gatehouse.console.folder;

import io.gatehouse.console.page.Moments;
import io.gatehouse.idpconfig.FolderStatus;
import io.gatehouse.idpconfig.FolderStatuses;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The folder, a partner at a time: applied, refused or removed, with every finding, and where what is live went another way. */
@Controller
class FolderPageController {
    private static final int PAGE = 50;

    private final FolderStatuses folder;
    private final Partners partners;

    FolderPageController(FolderStatuses folder, Partners partners) {
        this.folder = folder;
        this.partners = partners;
    }

    @GetMapping("/console/folder")
    String show(
            @RequestParam(name = "refused", defaultValue = "false") boolean refusedOnly,
            @RequestParam(name = "after", defaultValue = "") String after,
            Model model) {
        var found = refusedOnly ? folder.refused() : folder.page(after, PAGE + 1);
        boolean more = !refusedOnly && found.size() > PAGE;
        var shown = more ? found.subList(0, PAGE) : found;
        model.addAttribute("root", folder.root());
        model.addAttribute("folders", shown.stream().map(this::line).toList());
        model.addAttribute("refusedOnly", refusedOnly);
        model.addAttribute("first", after.isEmpty());
        model.addAttribute("next", more ? shown.getLast().folder() : "");
        return "console/folder";
    }

    private Line line(FolderStatus status) {
        var name = status.folder();
        boolean known =
                PartnerId.isOne(name) && partners.find(new PartnerId(name)).isPresent();
        return new Line(
                name,
                known,
                status.file(),
                status.outcome(),
                status.refused(),
                status.contentHash(),
                status.appliedHash(),
                Moments.minute(status.at()),
                status.findings(),
                status.drift());
    }

    /**
     * A folder on the page.
     *
     * @param known whether there is a partner of this name, and so a page of it
     */
    record Line(
            String name,
            boolean known,
            String file,
            String outcome,
            boolean refused,
            String contentHash,
            @Nullable String appliedHash,
            String at,
            List<String> findings,
            List<String> drift) {}
}
