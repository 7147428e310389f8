package io.gatehouse.console.provider;

import io.gatehouse.console.access.Administrator;
import io.gatehouse.console.page.Missing;
import io.gatehouse.console.page.Moments;
import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.SigningKeys;
import io.gatehouse.identityprovider.lifecycle.ProviderLife.Chapter;
import io.gatehouse.identityprovider.lifecycle.ProviderLives;
import io.gatehouse.identityprovider.metadata.Finding;
import io.gatehouse.identityprovider.refresh.MetadataSources;
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
    private final SigningKeys keys;
    private final MetadataSources sources;
    private final BaseUrl baseUrl;
    private final Clock clock;

    ProviderPage(
            Partners partners,
            IdentityProviders providers,
            ProviderLives lives,
            SigningKeys keys,
            MetadataSources sources,
            BaseUrl baseUrl,
            Clock clock) {
        this.partners = partners;
        this.providers = providers;
        this.lives = lives;
        this.keys = keys;
        this.sources = sources;
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
        model.addAttribute("live", VersionLine.of(life.live()));
        model.addAttribute("staged", VersionLine.of(life.staged()));
        model.addAttribute("previous", VersionLine.of(life.previous()));
        model.addAttribute("differences", life.differences());
        model.addAttribute("trial", List.copyOf(life.trial()));
        model.addAttribute(
                "keys", KeyLine.of(version(life.live()), version(life.staged()), keys.of(id), clock.instant()));
        model.addAttribute("findings", refused.isEmpty() ? findings(id, me) : refused);
        model.addAttribute("entityId", baseUrl.at("/saml2/metadata/" + id));
        model.addAttribute("acs", baseUrl.at("/login/saml2/sso/" + id));
        model.addAttribute("slo", baseUrl.at("/logout/saml2/slo/" + id));
        model.addAttribute("source", sources.of(id).orElse(null));
        model.addAttribute(
                "sourceOk", sources.of(id).map(s -> Moments.minute(s.lastOk())).orElse(""));
        model.addAttribute("readOnly", partner.source() != null);
        model.addAttribute("mayChange", partner.source() == null && me.mayChange(partner.id()));
        return "console/provider";
    }

    private static @Nullable ProviderVersion version(@Nullable Chapter chapter) {
        return chapter == null ? null : chapter.version();
    }

    /** What the lint says of the document that is staged, or else serves; of other partners only to who may see them. */
    private List<Finding> findings(RegistrationId id, Administrator me) {
        return lives.findings(id).stream()
                .filter(finding -> me.seesAll() || !finding.tellsOfAnotherPartner())
                .toList();
    }
}
