package io.gatehouse.idpconfig.folder;

import io.gatehouse.identityprovider.MetadataSigner;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.ProviderSettings.Exceptions;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.Partner;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A partner in the names of {@code partner.yaml}, naming what differs from the defaults: what {@link PartnerBody} reads back. */
public final class PartnerText {
    private PartnerText() {}

    /** The partner with its connections, in their order. */
    public static Map<String, Object> of(Partner partner, Map<RegistrationId, ProviderSettings> providers) {
        return of(partner, providers, Map.of());
    }

    /** The same, with the addresses that metadata of some connections is kept fresh from. */
    public static Map<String, Object> of(
            Partner partner, Map<RegistrationId, ProviderSettings> providers, Map<RegistrationId, URI> addresses) {
        var text = new LinkedHashMap<String, Object>();
        text.put("partner", partner.id().value());
        text.put("name", partner.name());
        text.put("domains", partner.domains().stream().sorted().toList());
        text.put(
                "authentication-types",
                partner.authenticationTypes().stream()
                        .sorted()
                        .map(AuthenticationType::code)
                        .toList());
        text.put("self-service-password-reset", partner.selfServicePasswordReset());
        if (partner.accountManager() != null) {
            text.put(
                    "account-manager",
                    Map.of(
                            "name", partner.accountManager().name(),
                            "email", partner.accountManager().email()));
        }
        var policy = new LinkedHashMap<String, Object>();
        policy.put("policy", partner.secondFactor().rule().code());
        if (!partner.secondFactor().trustedAuthnContexts().isEmpty()) {
            policy.put("trusted-authn-contexts", partner.secondFactor().trustedAuthnContexts());
        }
        policy.put("max-age", span(partner.secondFactor().maxAge()));
        text.put("second-factor", policy);
        text.put(
                "identity-providers",
                providers.entrySet().stream()
                        .map(p -> provider(p.getKey(), p.getValue(), addresses.get(p.getKey())))
                        .toList());
        return text;
    }

    private static Map<String, Object> provider(RegistrationId id, ProviderSettings settings, @Nullable URI address) {
        var usual = ProviderSettings.DEFAULT;
        var text = new Differing();
        text.all.put("id", id.value());
        text.put("metadata-url", address == null ? "" : address.toString(), "");
        text.put("unsolicited", word(settings.unsolicited()), word(usual.unsolicited()));
        text.put("unsolicited-relay-states", settings.unsolicitedRelayStates(), List.of());
        text.put("sign-authn-requests", word(settings.signAuthnRequests()), word(usual.signAuthnRequests()));
        text.put("require-encrypted-assertions", settings.requireEncryptedAssertions(), false);
        text.put("requested-authn-context", settings.requestedAuthnContext(), List.of());
        text.put("name-id-format", Objects.requireNonNullElse(settings.nameIdFormat(), ""), "");
        text.put("subject", Objects.requireNonNullElse(settings.subject(), ""), "");
        text.put("clock-skew", span(settings.clockSkew()), span(usual.clockSkew()));
        text.put("max-assertion-age", span(settings.maxAssertionAge()), span(usual.maxAssertionAge()));
        text.put("attributes", settings.attributes(), Map.of());
        text.put("provisioning", word(settings.provisioning()), word(usual.provisioning()));
        text.put(
                "metadata-signers",
                settings.metadataSigners().stream()
                        .map(MetadataSigner::certificate)
                        .toList(),
                List.of());
        exceptions(settings.exceptions(), text);
        return text.all;
    }

    private static void exceptions(Exceptions exceptions, Differing text) {
        var until = exceptions.sha1Until();
        text.put("insecure-sha1-until", until == null ? "" : until.toString(), "");
        text.put("insecure-cbc", exceptions.cbc(), false);
        text.put("insecure-rsa1_5", exceptions.rsa15(), false);
        text.put("insecure-canonicalization", exceptions.canonicalization(), false);
        text.put("insecure-missing-destination", exceptions.missingDestination(), false);
        text.put("insecure-long-validity", exceptions.longValidity(), false);
        text.put("insecure-http-endpoints", exceptions.httpEndpoints(), false);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String span(Duration span) {
        long seconds = span.toSeconds();
        if (seconds % 3600 == 0 && seconds > 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private static final class Differing {
        final Map<String, Object> all = new LinkedHashMap<>();

        void put(String name, Object value, Object usual) {
            if (!value.equals(usual)) {
                all.put(name, value);
            }
        }
    }
}
