package io.gatehouse.account;

import static java.time.ZoneOffset.UTC;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.partner.PartnerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code account}. */
@Repository
class AccountRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;

    AccountRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Account> find(AccountId id) {
        return jdbc.sql("""
                        select id, partner, email, given_name, family_name, group_names, status
                        from account where id = :id""").param("id", id.value()).query(AccountRows::read).optional();
    }

    Optional<Account> find(PartnerId partner, String email) {
        return jdbc.sql("""
                        select id, partner, email, given_name, family_name, group_names, status
                        from account where partner = :partner and email = :email""")
                .param("partner", partner.value())
                .param("email", email)
                .query(AccountRows::read)
                .optional();
    }

    /** A partner's accounts by e-mail address, after one and at most so many. */
    List<Account> page(PartnerId partner, String after, int most) {
        return jdbc.sql("""
                        select id, partner, email, given_name, family_name, group_names, status
                        from account where partner = :partner and email > :after order by email limit :most""")
                .param("partner", partner.value())
                .param("after", after)
                .param("most", most)
                .query(AccountRows::read)
                .list();
    }

    /** False if the status is that already. */
    boolean writeStatus(AccountId id, Account.Status status, Instant now) {
        return jdbc.sql("""
                                update account set status = :status, updated_at = :now
                                where id = :id and status <> :status""")
                        .param("status", status.name())
                        .param("now", now.atOffset(UTC))
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** The account that an identity is bound to. */
    Optional<Account> bound(byte[] identityKey) {
        return jdbc.sql("""
                        select a.id, a.partner, a.email, a.given_name, a.family_name, a.group_names, a.status
                        from sso_identity s join account a on a.id = s.account
                        where s.identity_key = :key""").param("key", identityKey).query(AccountRows::read).optional();
    }

    /** People of a partner by address, after one, whose address or name holds a text. */
    List<Account> page(PartnerId partner, String holding, String after, int limit) {
        return jdbc.sql("""
                        select id, partner, email, given_name, family_name, group_names, status
                        from account
                        where partner = :partner and email > :after and (:holding = '' or email like :pattern escape '!'
                            or lower(coalesce(given_name, '') || ' ' || coalesce(family_name, '')) like :pattern escape '!')
                        order by email limit :limit""")
                .param("partner", partner.value())
                .param("after", after)
                .param("holding", holding)
                .param("pattern", "%" + holding.replaceAll("[!%_]", "!$0") + "%")
                .param("limit", limit)
                .query(AccountRows::read)
                .list();
    }

    /** False if somebody of the partner has this address already. */
    boolean insert(Account account, Instant now) {
        return jdbc.sql("""
                                insert into account (id, partner, email, given_name, family_name, group_names, status,
                                    created_at, updated_at)
                                values (:id, :partner, :email, :given, :family, :groups, :status, :now, :now)
                                on conflict do nothing""")
                        .param("id", account.id().value())
                        .param("partner", account.partner().value())
                        .param("email", account.email())
                        .param("given", account.givenName())
                        .param("family", account.familyName())
                        .param("groups", write(account.groups()))
                        .param("status", account.status().name())
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    /** Undoes an {@link #insert} of the same transaction that lost a race. */
    void remove(AccountId id) {
        jdbc.sql("delete from account where id = :id").param("id", id.value()).update();
    }

    void writeProfile(Account account, Instant now) {
        jdbc.sql("""
                        update account set given_name = :given, family_name = :family, group_names = :groups,
                            updated_at = :now
                        where id = :id""")
                .param("given", account.givenName())
                .param("family", account.familyName())
                .param("groups", write(account.groups()))
                .param("now", now.atOffset(UTC))
                .param("id", account.id().value())
                .update();
    }

    /** False if somebody else of the partner has this address. */
    boolean writeEmail(Account account, String email, Instant now) {
        return jdbc.sql("""
                                update account set email = :email, updated_at = :now
                                where id = :id and not exists (
                                    select 1 from account o where o.partner = :partner and o.email = :email)""")
                        .param("email", email)
                        .param("now", now.atOffset(UTC))
                        .param("id", account.id().value())
                        .param("partner", account.partner().value())
                        .update()
                == 1;
    }

    /** Somebody invited the account's address as it is now, and this account came by that invitation. */
    void vouch(AccountId id) {
        jdbc.sql("update account set vouched_email = email where id = :id")
                .param("id", id.value())
                .update();
    }

    /** Whether an identity is bound to the account, and only its identity provider says that the address is its. */
    boolean asserted(AccountId id) {
        return jdbc.sql("""
                                select count(*) from account a
                                where a.id = :id and (a.vouched_email is null or a.vouched_email <> a.email)
                                    and exists (select 1 from sso_identity s where s.account = a.id)""").param("id", id.value()).query(Integer.class).single() > 0;
    }

    private static Account read(ResultSet row, int number) throws SQLException {
        return new Account(
                new AccountId(row.getObject("id", UUID.class)),
                new PartnerId(row.getString("partner")),
                row.getString("email"),
                row.getString("given_name"),
                row.getString("family_name"),
                groups(row.getString("group_names")),
                Account.Status.valueOf(row.getString("status")));
    }

    private static String write(List<String> groups) {
        try {
            return JSON.writeValueAsString(groups);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of texts is always JSON", e);
        }
    }

    private static List<String> groups(String json) {
        try {
            return List.of(JSON.readValue(json, String[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("account.group_names is not a JSON list", e);
        }
    }
}
