package io.gatehouse.bench;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Many partners out of one: each with a provider of its own, that has its own entity ID and the one's key. */
final class PartnerRows {
    /** The entity ID in the metadata of the partner that all are copies of. */
    static final String TEMPLATE = "https://idp.northwind.example";

    private PartnerRows() {}

    /** The provider's entity ID of the partner of this number. */
    static String entityId(int number) {
        return "https://idp.%05d.example".formatted(number);
    }

    /** What a program would have made over days of calls, at once. */
    static void copy(JdbcClient jdbc, int count) {
        for (var table : new String[] {"""
            insert into partner select 'p-' || n, 'Partner ' || n, authentication_types, self_service_password_reset,
                account_manager_name, account_manager_email, second_factor_rule, trusted_authn_contexts,
                second_factor_max_age_seconds, null from partner, numbers where id = 'northwind'""", """
            insert into partner_domain (domain, partner_id, proved_at, proved_how)
                select 'people.' || n || '.example', 'p-' || n, current_timestamp, 'word' from numbers""", """
            insert into identity_provider (id, partner_id, state, live_hash, created_at, changed_at)
                select 'idp-' || n, 'p-' || n, state, live_hash, created_at, changed_at
                from identity_provider, numbers where id = 'northwind-idp'""", """
            insert into identity_provider_version (provider_id, hash, settings, entity_id, metadata, created_at,
                    tested_at, activated_at)
                select 'idp-' || n, hash, settings, 'https://idp.' || n || '.example',
                    convert_to(replace(convert_from(metadata, 'UTF8'), '%s', 'https://idp.' || n || '.example'), 'UTF8'),
                    created_at, tested_at, activated_at
                from identity_provider_version, numbers where provider_id = 'northwind-idp'""".formatted(TEMPLATE), """
            insert into identity_provider_key (provider_id, fingerprint, first_seen)
                select 'idp-' || n, fingerprint, first_seen from identity_provider_key, numbers
                where provider_id = 'northwind-idp'""", """
            insert into identity_provider_deadline (provider_id, kind, about, ends_at)
                select 'idp-' || n, kind, about, ends_at from identity_provider_deadline, numbers
                where provider_id = 'northwind-idp'"""}) {
            jdbc.sql("with numbers as (select lpad(i::text, 5, '0') as n from generate_series(1, :count) i) " + table)
                    .param("count", count)
                    .update();
        }
        jdbc.sql("update configuration_version set version = version + 1").update();
        jdbc.sql("analyze").update();
    }
}
