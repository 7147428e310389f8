package io.gatehouse.api.provider;

import io.gatehouse.api.call.Members;
import io.gatehouse.identityprovider.ProviderKeys;
import io.gatehouse.identityprovider.ProviderKeys.ProviderKey;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.lifecycle.ProviderLife;
import io.gatehouse.identityprovider.metadata.Endpoint;
import io.gatehouse.identityprovider.metadata.Finding;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.identityprovider.metadata.MetadataReading;
import io.gatehouse.identityprovider.refresh.MetadataSources;
import io.gatehouse.identityprovider.refresh.RefreshStatus;
import io.gatehouse.keys.BaseUrl;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Connections, their versions and findings as programs read them. */
@Component
class ProviderViews {
    /** The most of a metadata document that is taken, as much as is read. */
    static final int LARGEST_DOCUMENT = 1 << 20;

    private final BaseUrl baseUrl;
    private final ProviderKeys keys;
    private final MetadataSources sources;

    ProviderViews(BaseUrl baseUrl, ProviderKeys keys, MetadataSources sources) {
        this.baseUrl = baseUrl;
        this.keys = keys;
        this.sources = sources;
    }

    /** A connection with its versions and the values its identity provider's side needs. */
    Members of(ProviderLife life) {
        var provider = life.provider();
        var all = keys.of(provider.id(), version(life.live()), version(life.staged()), version(life.previous()));
        var known = all.stream().collect(Collectors.toMap(ProviderKey::fingerprint, Function.identity()));
        var metadata = provider.version().metadata();
        return Members.of("id", provider.id().value())
                .and("partner", provider.partner().value())
                .and("state", provider.state().code())
                .and("vendor", metadata == null ? null : metadata.vendor().code())
                .and("service_provider", serviceProvider(provider.id()))
                .and("live", chapter(life.live(), known))
                .and("staged", chapter(life.staged(), known))
                .and("previous", chapter(life.previous(), known))
                .and("keys", all.stream().map(ProviderViews::placed).toList())
                .and("differences", life.differences())
                .and("trial", List.copyOf(life.trial()))
                .and(
                        "metadata_source",
                        sources.of(provider.id()).map(ProviderViews::source).orElse(null));
    }

    /** What came of reading a document. */
    static Map<String, @Nullable Object> lint(MetadataReading reading) {
        return Members.of("verdict", reading.verdict().code())
                .and("findings", findings(reading.findings()))
                .and("entity_ids", reading.entityIds())
                .and("vendor", reading.vendor().code())
                .map();
    }

    static List<Map<String, @Nullable Object>> findings(List<Finding> findings) {
        return findings.stream()
                .map(f -> Members.of("rule", f.rule())
                        .and("severity", f.severity().name().toLowerCase(Locale.ROOT))
                        .and("line", f.position().line())
                        .and("column", f.position().column())
                        .and("message", f.message())
                        .and("fix", f.fix())
                        .map())
                .toList();
    }

    private Map<String, @Nullable Object> serviceProvider(RegistrationId id) {
        var metadata = baseUrl.at("/saml2/metadata/" + id);
        return Members.of("entity_id", metadata)
                .and("metadata_url", metadata)
                .and("assertion_consumer_service", baseUrl.at("/login/saml2/sso/" + id))
                .and("single_logout_service", baseUrl.at("/logout/saml2/slo/" + id))
                .and("sign_in_url", baseUrl.at("/saml2/authenticate/" + id))
                .map();
    }

    private static Map<String, @Nullable Object> source(RefreshStatus status) {
        return Members.of("address", status.address())
                .and("state", status.state().code())
                .and("last_try", status.lastTry())
                .and("last_ok", status.lastOk())
                .and("next", status.next())
                .and("since", status.since())
                .and("held", status.held())
                .and("evidence", status.why())
                .map();
    }

    private static @Nullable Map<String, @Nullable Object> chapter(
            ProviderLife.@Nullable Chapter chapter, Map<String, ProviderKey> keys) {
        if (chapter == null) {
            return null;
        }
        var view = Members.of("version", chapter.version().hash())
                .and("created", chapter.created())
                .and("tested", chapter.tested())
                .and("activated", chapter.activated());
        var metadata = chapter.version().metadata();
        return (metadata == null ? view.and("metadata", null) : view.and("metadata", metadata(metadata, keys))).map();
    }

    private static Map<String, @Nullable Object> metadata(IdpMetadata metadata, Map<String, ProviderKey> keys) {
        return Members.of("entity_id", metadata.entityId())
                .and("valid_until", metadata.validUntil())
                .and("want_authn_requests_signed", metadata.wantAuthnRequestsSigned())
                .and(
                        "signing_keys",
                        metadata.signingKeys().stream()
                                .map(key -> Objects.requireNonNull(keys.get(key.fingerprint())))
                                .map(key -> key(key).map())
                                .toList())
                .and("single_sign_on", endpoints(metadata.singleSignOn()))
                .and("single_logout", endpoints(metadata.singleLogout()))
                .map();
    }

    private static Map<String, @Nullable Object> placed(ProviderKey key) {
        var places = key.places().stream().map(place -> place.name().toLowerCase(Locale.ROOT));
        return key(key).and("of", places.toList()).map();
    }

    private static Members key(ProviderKey key) {
        return Members.of("fingerprint", key.fingerprint())
                .and("expires", key.ends())
                .and("days_left", key.daysLeft())
                .and("first_seen", key.firstSeen())
                .and("last_seen_signing", key.lastSeenSigning());
    }

    private static @Nullable ProviderVersion version(ProviderLife.@Nullable Chapter chapter) {
        return chapter == null ? null : chapter.version();
    }

    private static List<Map<String, @Nullable Object>> endpoints(List<Endpoint> endpoints) {
        return endpoints.stream()
                .map(e -> Members.of("binding", e.binding().name().toLowerCase(Locale.ROOT))
                        .and("location", e.location())
                        .and("response_location", e.responseLocation())
                        .map())
                .toList();
    }
}
