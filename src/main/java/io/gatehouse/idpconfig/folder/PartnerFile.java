package io.gatehouse.idpconfig.folder;

import io.gatehouse.idpconfig.yaml.Fields;
import io.gatehouse.idpconfig.yaml.Place;
import io.gatehouse.idpconfig.yaml.Quoted;
import io.gatehouse.idpconfig.yaml.Values;
import io.gatehouse.partner.AccountManager;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.SecondFactorPolicy;
import io.gatehouse.partner.SecondFactorPolicy.Rule;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code partner.yaml} says of the partner itself. */
final class PartnerFile {
    static final Set<String> KEYS = Set.of(
            "partner",
            "name",
            "domains",
            "authentication-types",
            "self-service-password-reset",
            "account-manager",
            "second-factor",
            "identity-providers");
    static final Set<String> ACCOUNT_MANAGER_KEYS = Set.of("name", "email");
    static final Set<String> SECOND_FACTOR_KEYS = Set.of("policy", "trusted-authn-contexts", "max-age");

    private static final Pattern EMAIL = Pattern.compile("[^@\\s<>]{1,64}@[^@\\s<>]{1,255}");
    private static final int LONGEST_NAME = 200;
    private static final Duration SHORTEST_AGE = Duration.ofMinutes(1);
    private static final Duration LONGEST_AGE = Duration.ofDays(30);

    private final Owner owner;
    private final Fields fields;
    private final MetadataNamed metadata;
    private final Function<String, Optional<String>> addressFault;

    PartnerFile(Owner owner, Fields fields, MetadataNamed metadata, Function<String, Optional<String>> addressFault) {
        this.owner = owner;
        this.fields = fields;
        this.metadata = metadata;
        this.addressFault = addressFault;
    }

    /** The declaration, if the partner could be made out; findings say whether it may be applied. */
    Optional<PartnerDeclaration> read() {
        var id = id();
        var domains = Domains.read(fields, "domains");
        var types = types();
        var secondFactor = fields.fields("second-factor", SECOND_FACTOR_KEYS)
                .map(PartnerFile::secondFactor)
                .orElse(SecondFactorPolicy.REQUIRED);
        var providers = fields.list("identity-providers", ProviderEntry.KEYS).stream()
                .flatMap(entry -> new ProviderEntry(entry, metadata, addressFault).read().stream())
                .toList();
        adviseOn(types, providers, domains.keySet());
        var accountManager = fields.fields("account-manager", ACCOUNT_MANAGER_KEYS)
                .map(PartnerFile::accountManager)
                .orElse(null);
        boolean reset = new Values(fields).flag("self-service-password-reset");
        return id.map(partner -> new PartnerDeclaration(
                new Partner(
                        partner,
                        name(partner),
                        domains.keySet(),
                        types,
                        reset,
                        accountManager,
                        secondFactor,
                        owner.source()),
                domains,
                providers));
    }

    private Optional<PartnerId> id() {
        var text = fields.required("partner", owner.missing());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var id = text.get();
        if (!PartnerId.isOne(id.value())) {
            fields.findings()
                    .error(
                            id.place(),
                            "partner-id-invalid",
                            Quoted.of(id.value()) + " is not a partner's id.",
                            "use 1 to 64 of a-z, 0-9 and -" + owner.alike());
            return Optional.empty();
        }
        owner.judge(id, fields.findings());
        return Optional.of(new PartnerId(id.value()));
    }

    private String name(PartnerId partner) {
        var text = fields.text("name");
        if (text.isPresent() && text.get().value().length() > LONGEST_NAME) {
            fields.findings()
                    .error(
                            text.get().place(),
                            "too-long",
                            "The name has " + text.get().value().length() + " characters.",
                            "use at most " + LONGEST_NAME);
        }
        return text.isPresent() ? text.get().value() : partner.value();
    }

    private Set<AuthenticationType> types() {
        if (!fields.has("authentication-types")) {
            return EnumSet.of(AuthenticationType.SSO);
        }
        var chosen = new Values(fields)
                .choices("authentication-types", List.of(AuthenticationType.values()), AuthenticationType::code);
        if (chosen.isEmpty()) {
            fields.findings()
                    .error(
                            fields.at("authentication-types"),
                            "no-authentication-type",
                            "Nobody of this partner could sign in.",
                            "name at least one of sso, domain, cloud");
            return EnumSet.noneOf(AuthenticationType.class);
        }
        return EnumSet.copyOf(chosen);
    }

    private static @Nullable AccountManager accountManager(Fields fields) {
        var name = fields.required("name", "add the name that people are to ask for");
        var email = fields.required("email", "add the address that people are to write to");
        if (name.isEmpty() || email.isEmpty()) {
            return null;
        }
        if (!EMAIL.matcher(email.get().value()).matches()) {
            fields.findings()
                    .error(
                            email.get().place(),
                            "email-invalid",
                            Quoted.of(email.get().value()) + " is not an e-mail address.",
                            "write it as care@vendor.example");
        }
        return new AccountManager(name.get().value(), email.get().value());
    }

    private static SecondFactorPolicy secondFactor(Fields fields) {
        var values = new Values(fields);
        var rule = values.choice("policy", List.of(Rule.values()), Rule::code, Rule.REQUIRED);
        var contexts = fields.texts("trusted-authn-contexts").stream()
                .map(t -> t.value())
                .toList();
        if (rule == Rule.TRUST_IDP && contexts.isEmpty()) {
            fields.findings()
                    .error(
                            fields.at(fields.has("trusted-authn-contexts") ? "trusted-authn-contexts" : "policy"),
                            "trust-idp-without-contexts",
                            "trust-idp counts the identity provider's own second factor, and nothing says how to"
                                    + " recognise it.",
                            "list its AuthnContextClassRefs or authentication-method values in trusted-authn-contexts");
        }
        if (rule != Rule.TRUST_IDP && !contexts.isEmpty()) {
            fields.findings()
                    .warning(
                            fields.at("trusted-authn-contexts"),
                            "no-effect",
                            "trusted-authn-contexts count only with the" + " policy trust-idp; this policy is "
                                    + rule.code() + ".",
                            "set policy: trust-idp, or remove them");
        }
        var maxAge = values.duration("max-age", SecondFactorPolicy.REQUIRED.maxAge(), SHORTEST_AGE, LONGEST_AGE);
        return new SecondFactorPolicy(rule, contexts, maxAge);
    }

    private void adviseOn(Set<AuthenticationType> types, List<ProviderDeclaration> providers, Set<String> domains) {
        boolean sso = types.contains(AuthenticationType.SSO);
        if (!sso && !providers.isEmpty()) {
            advise(
                    "authentication-types",
                    "no-effect",
                    "There are identity providers, and sso is not among the authentication types.",
                    "add sso, or remove the identity providers");
        }
        if (sso && domains.isEmpty()) {
            advise(
                    "domains",
                    "no-domains",
                    "Without domains nobody is accepted through single sign-on (domain-not-owned).",
                    "list the partner's e-mail domains");
        }
    }

    private void advise(String key, String rule, String message, String fix) {
        Place at = fields.at(key);
        fields.findings().warning(at, rule, message, fix);
    }
}
