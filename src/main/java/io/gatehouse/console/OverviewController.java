package io.gatehouse.console;

import io.gatehouse.account.role.Glass;
import io.gatehouse.account.role.GlassUse;
import io.gatehouse.audit.RefusalCounts;
import io.gatehouse.console.access.Administrator;
import io.gatehouse.console.page.Moments;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.refresh.MetadataSources;
import io.gatehouse.identityprovider.refresh.RefreshStatus;
import io.gatehouse.idpconfig.FolderStatuses;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/** The console's first page: what needs somebody's attention. */
@Controller
class OverviewController {
    private static final int MOST = 25;
    private static final Duration WINDOW = Duration.ofDays(1);

    /** How long the use of a break-glass account stays in everybody's sight. */
    private static final Duration LOUD = Duration.ofDays(7);

    /** A handful of refusals a day is everybody's. */
    private static final int WORTH_A_LOOK = 10;

    private final FolderStatuses folder;
    private final MetadataSources sources;
    private final IdentityProviders providers;
    private final EndingKeys ending;
    private final RefusalCounts refusals;
    private final Glass glass;
    private final Clock clock;

    OverviewController(
            FolderStatuses folder,
            MetadataSources sources,
            IdentityProviders providers,
            EndingKeys ending,
            RefusalCounts refusals,
            Glass glass,
            Clock clock) {
        this.folder = folder;
        this.sources = sources;
        this.providers = providers;
        this.ending = ending;
        this.refusals = refusals;
        this.glass = glass;
        this.clock = clock;
    }

    @GetMapping({"/console", "/console/"})
    String show(@RequestAttribute(Administrator.ME) Administrator me, Model model) {
        if (!me.seesAll()) {
            return "redirect:/console/partners/" + me.account().partner();
        }
        var now = clock.instant();
        var refused = folder.refused();
        model.addAttribute(
                "glass",
                glass.since(now.minus(LOUD), MOST).stream().map(Broken::of).toList());
        model.addAttribute("unusable", folder.root().unusable());
        model.addAttribute("refusedFolders", refused.subList(0, Math.min(MOST, refused.size())));
        model.addAttribute("moreFolders", Math.max(0, refused.size() - MOST));
        model.addAttribute("refreshes", troubled());
        model.addAttribute("ending", ending.soon(MOST));
        model.addAttribute("moreEnding", Math.max(0, ending.countSoon() - MOST));
        model.addAttribute("ended", ending.countEnded());
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

    /** A use of a break-glass account. */
    record Broken(
            String email,
            String account,
            String door,
            String when,
            @Nullable String from,
            String reference) {
        static Broken of(GlassUse use) {
            var reference = use.reference();
            return new Broken(
                    use.email(),
                    use.account().toString(),
                    use.door().code(),
                    Moments.minute(use.at()),
                    use.clientIp(),
                    reference == null ? "" : reference.value());
        }
    }

    /** A refresh that fails or is held, and whose. */
    record Trouble(String partner, String provider, RefreshStatus status) {}
}
