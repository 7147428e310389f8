package io.gatehouse.api.partner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.api.call.Call;
import io.gatehouse.api.call.Members;
import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.lifecycle.ProviderLife;
import io.gatehouse.identityprovider.lifecycle.ProviderLives;
import io.gatehouse.identityprovider.refresh.MetadataSources;
import io.gatehouse.idpconfig.FolderStatus;
import io.gatehouse.idpconfig.FolderStatuses;
import io.gatehouse.idpconfig.folder.PartnerBody;
import io.gatehouse.idpconfig.folder.PartnerText;
import io.gatehouse.keys.Sha256;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.Partner;
import java.net.URI;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Partners as programs read them: the file's names, and the status, which is not sent back. */
@Component
class PartnerViews {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final IdentityProviders providers;
    private final ProviderLives lives;
    private final MetadataSources sources;
    private final FolderStatuses folder;

    PartnerViews(IdentityProviders providers, ProviderLives lives, MetadataSources sources, FolderStatuses folder) {
        this.providers = providers;
        this.lives = lives;
        this.sources = sources;
        this.folder = folder;
    }

    /** A partner in a list. */
    static Map<String, @Nullable Object> line(Partner partner) {
        return Members.of("partner", partner.id().value())
                .and("name", partner.name())
                .and("domains", partner.domains().stream().sorted().toList())
                .and(
                        "authentication-types",
                        partner.authenticationTypes().stream()
                                .sorted()
                                .map(AuthenticationType::code)
                                .toList())
                .and("source", partner.source())
                .map();
    }

    /** A partner whole. What a connection's settings are is what is staged, since that is what a change builds on. */
    Map<String, @Nullable Object> of(Partner partner, Call call) {
        var alive = alive(partner);
        var file =
                folder.of(partner.id()).map(status -> call.token().partner() == null ? status : status.forItsPartner());
        return Members.of("partner", partner.id().value())
                .and(PartnerText.of(partner, settings(alive), addresses(alive)))
                .and(PartnerBody.STATUS, status(partner, alive, file))
                .map();
    }

    /** The tag of a partner and the revisions of its connections. */
    String tag(Partner partner) {
        var alive = alive(partner);
        var seen = Members.of("partner", PartnerText.of(partner, settings(alive), addresses(alive)))
                .and("source", partner.source())
                .and("revisions", alive.stream().map(ProviderLife::revision).toList())
                .map();
        try {
            var hash = HexFormat.of().formatHex(Sha256.of(JSON.writeValueAsString(seen)));
            return "\"" + hash.substring(0, 32) + "\"";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always JSON", e);
        }
    }

    private static Map<String, @Nullable Object> status(
            Partner partner, List<ProviderLife> alive, Optional<FolderStatus> file) {
        return Members.of("source", partner.source())
                .and(
                        "folder",
                        file.map(f -> Members.of("status", f.outcome())
                                        .and("file", f.file())
                                        .and("content_hash", f.contentHash())
                                        .and("applied_hash", f.appliedHash())
                                        .and("at", f.at())
                                        .and("findings", f.findings())
                                        .and("drift", f.drift())
                                        .map())
                                .orElse(null))
                .and(
                        "identity_providers",
                        alive.stream()
                                .map(life -> Members.of(
                                                "id", life.provider().id().value())
                                        .and("state", life.provider().state().code())
                                        .and("staged", life.staged() != null)
                                        .map())
                                .toList())
                .map();
    }

    private List<ProviderLife> alive(Partner partner) {
        return providers.ofPartner(partner.id()).stream()
                .filter(provider -> provider.state() != ProviderState.RETIRED)
                .map(IdentityProvider::id)
                .map(lives::find)
                .flatMap(Optional::stream)
                .toList();
    }

    private Map<RegistrationId, URI> addresses(List<ProviderLife> alive) {
        var addresses = new LinkedHashMap<RegistrationId, URI>();
        alive.stream()
                .map(life -> life.provider().id())
                .forEach(id -> sources.of(id).ifPresent(source -> addresses.put(id, source.address())));
        return addresses;
    }

    private static Map<RegistrationId, ProviderSettings> settings(List<ProviderLife> alive) {
        var settings = new LinkedHashMap<RegistrationId, ProviderSettings>();
        alive.forEach(life -> life.latest()
                .ifPresent(chapter ->
                        settings.put(life.provider().id(), chapter.version().settings())));
        return settings;
    }
}
