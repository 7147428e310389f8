package io.gatehouse.console.provider;

import io.gatehouse.console.access.Administrator;
import io.gatehouse.console.page.Discretion;
import io.gatehouse.console.page.Missing;
import io.gatehouse.console.page.Moments;
import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderKeys;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.TestSignIns;
import io.gatehouse.identityprovider.lifecycle.ProviderLife;
import io.gatehouse.identityprovider.lifecycle.ProviderLife.Chapter;
import io.gatehouse.identityprovider.lifecycle.ProviderLives;
import io.gatehouse.identityprovider.metadata.Finding;
import io.gatehouse.identityprovider.refresh.MetadataSources;
import io.gatehouse.identityprovider.refresh.RefreshStatus;
import io.gatehouse.keys.BaseUrl;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** A provider's page, and the finding of which it is about. */
@Component
class ProviderPage {
    private final Partners partners;
    private final IdentityProviders providers;
    private final ProviderLives lives;
    private final ProviderKeys keys;
    private final MetadataSources sources;
    private final TestSignIns tests;
    private final BaseUrl baseUrl;
    private final Clock clock;

    ProviderPage(
            Partners partners,
            IdentityProviders providers,
            ProviderLives lives,
            ProviderKeys keys,
            MetadataSources sources,
            TestSignIns tests,
            BaseUrl baseUrl,
            Clock clock) {
        this.partners = partners;
        this.providers = providers;
        this.lives = lives;
        this.keys = keys;
        this.sources = sources;
        this.tests = tests;
        this.baseUrl = baseUrl;
        this.clock = clock;
    }

    /** The provider of this id, if of this partner; any other is as missing as none. */
    IdentityProvider find(PartnerId partner, String id) {
        return Optional.of(id)
                .filter(RegistrationId::isOne)
                .map(RegistrationId::new)
                .flatMap(providers::find)
                .filter(provider -> provider.partner().equals(partner))
                .orElseThrow(Missing::new);
    }

    String show(IdentityProvider provider, Administrator me, Model model, List<Finding> refused) {
        var id = provider.id();
        var life = lives.find(id).orElseThrow(Missing::new);
        var partner = partners.find(provider.partner()).orElseThrow(Missing::new);
        model.addAttribute("partner", partner);
        model.addAttribute("provider", provider);
        model.addAttribute("state", provider.state().code());
        model.addAttribute("revision", life.revision());
        model.addAttribute("live", VersionLine.of(life.live(), clock));
        model.addAttribute("staged", VersionLine.of(life.staged(), clock));
        model.addAttribute("previous", VersionLine.of(life.previous(), clock));
        model.addAttribute("differences", life.differences());
        model.addAttribute("trial", List.copyOf(life.trial()));
        model.addAttribute(
                "keys",
                KeyLine.of(keys.of(id, version(life.live()), version(life.staged()), version(life.previous()))));
        model.addAttribute("findings", Discretion.of(refused.isEmpty() ? lives.findings(id) : refused, me.seesAll()));
        model.addAttribute("entityId", baseUrl.at("/saml2/metadata/" + id));
        model.addAttribute("acs", baseUrl.at("/login/saml2/sso/" + id));
        model.addAttribute("slo", baseUrl.at("/logout/saml2/slo/" + id));
        var source = sources.of(id).orElse(null);
        model.addAttribute("source", source);
        model.addAttribute("sourceOk", source == null ? "" : Moments.minute(source.lastOk()));
        var latest = life.latest().map(chapter -> chapter.version().hash()).orElse(null);
        model.addAttribute(
                "test",
                tests.latestOf(id, 1).stream()
                        .map(test -> TestLine.of(test, latest))
                        .findFirst()
                        .orElse(null));
        model.addAttribute("readOnly", partner.source() != null);
        boolean mine =
                me.mayChange(partner.id()) && partners.standing(partner.id()).isPresent();
        boolean held = source != null && isHeld(source, life);
        model.addAttribute("held", held);
        model.addAttribute("mayChange", mine && partner.source() == null);
        // What an address brought and was held is accepted here wherever the partner comes from: no file can say yes to
        // it.
        model.addAttribute("mayActivate", mine && (partner.source() == null || held));
        model.addAttribute("mayConnect", mine && provider.state() != ProviderState.RETIRED);
        return "console/provider";
    }

    private static boolean isHeld(RefreshStatus source, ProviderLife life) {
        return life.staged() != null && life.staged().version().hash().equals(source.held());
    }

    private static @Nullable ProviderVersion version(@Nullable Chapter chapter) {
        return chapter == null ? null : chapter.version();
    }
}
