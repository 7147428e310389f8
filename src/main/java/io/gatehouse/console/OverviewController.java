package io.gatehouse.console;

import io.gatehouse.audit.RefusalCounts;
import io.gatehouse.console.access.Administrator;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.refresh.MetadataSources;
import io.gatehouse.identityprovider.refresh.RefreshStatus;
import io.gatehouse.idpconfig.FolderStates;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/** The console's first page: what needs somebody's attention. */
@Controller
class OverviewController {
    private static final int MOST = 25;
    private static final Duration WINDOW = Duration.ofDays(1);

    /** A handful of refusals a day is everybody's. */
    private static final int WORTH_A_LOOK = 10;

    private final FolderStates folder;
    private final MetadataSources sources;
    private final IdentityProviders providers;
    private final RefusalCounts refusals;
    private final Clock clock;

    OverviewController(
            FolderStates folder,
            MetadataSources sources,
            IdentityProviders providers,
            RefusalCounts refusals,
            Clock clock) {
        this.folder = folder;
        this.sources = sources;
        this.providers = providers;
        this.refusals = refusals;
        this.clock = clock;
    }

    @GetMapping({"/console", "/console/"})
    String show(@RequestAttribute(Administrator.ME) Administrator me, Model model) {
        if (!me.seesAll()) {
            return "redirect:/console/partners/" + me.account().partner();
        }
        var now = clock.instant();
        model.addAttribute("refusedFolders", folder.refused());
        model.addAttribute("refreshes", troubled());
        model.addAttribute(
                "rising", refusals.rising(now.minus(WINDOW.multipliedBy(2)), now.minus(WINDOW), WORTH_A_LOOK, MOST));
        return "console/overview";
    }

    private List<Trouble> troubled() {
        return sources.troubled(MOST).stream()
                .map(status -> providers
                        .find(status.id())
                        .map(provider -> new Trouble(
                                provider.partner().value(), status.id().value(), status)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** A refresh that fails or is held, and whose. */
    record Trouble(String partner, String provider, RefreshStatus status) {}
}
