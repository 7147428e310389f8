package io.gatehouse.partner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a partner lies in its row. */
final class PartnerRows {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PartnerRows() {}

    /** The partner of a row, without its domains. */
    static Partner partner(ResultSet row, int number) throws SQLException {
        return new Partner(
                new PartnerId(row.getString("id")),
                row.getString("name"),
                Set.of(),
                types(row.getString("authentication_types")),
                row.getBoolean("self_service_password_reset"),
                accountManager(row.getString("account_manager_name"), row.getString("account_manager_email")),
                new SecondFactorPolicy(
                        SecondFactorPolicy.Rule.valueOf(row.getString("second_factor_rule")),
                        texts(row.getString("trusted_authn_contexts")),
                        Duration.ofSeconds(row.getLong("second_factor_max_age_seconds"))),
                row.getString("source"));
    }

    /** The same partner with these domains. */
    static Partner with(Partner p, Collection<String> domains) {
        return new Partner(
                p.id(),
                p.name(),
                Set.copyOf(domains),
                p.authenticationTypes(),
                p.selfServicePasswordReset(),
                p.accountManager(),
                p.secondFactor(),
                p.source());
    }

    static Map<String, @Nullable Object> params(Partner partner) {
        var manager = partner.accountManager();
        var params = new HashMap<String, @Nullable Object>();
        params.put("id", partner.id().value());
        params.put("name", partner.name());
        params.put(
                "types",
                partner.authenticationTypes().stream()
                        .map(AuthenticationType::code)
                        .sorted()
                        .collect(Collectors.joining(",")));
        params.put("reset", partner.selfServicePasswordReset());
        params.put("managerName", manager == null ? null : manager.name());
        params.put("managerEmail", manager == null ? null : manager.email());
        params.put("rule", partner.secondFactor().rule().name());
        params.put("contexts", json(partner.secondFactor().trustedAuthnContexts()));
        params.put("maxAge", partner.secondFactor().maxAge().toSeconds());
        params.put("source", partner.source());
        return params;
    }

    private static Set<AuthenticationType> types(String codes) {
        return Arrays.stream(codes.split(","))
                .filter(code -> !code.isEmpty())
                .map(code -> AuthenticationType.valueOf(code.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable AccountManager accountManager(@Nullable String name, @Nullable String email) {
        return name == null || email == null ? null : new AccountManager(name, email);
    }

    private static List<String> texts(String json) {
        try {
            return List.of(JSON.readValue(json, String[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a list of texts in the partner table", e);
        }
    }

    private static String json(List<String> texts) {
        try {
            return JSON.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
