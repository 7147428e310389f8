package io.gatehouse.account.role;

import static java.time.ZoneOffset.UTC;

import io.gatehouse.account.AccountId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code account_role} and {@code break_glass}. */
@Repository
class RoleRows {
    private final JdbcClient jdbc;

    RoleRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Set<Role> of(AccountId account) {
        var roles = EnumSet.noneOf(Role.class);
        jdbc.sql("select role from account_role where account = :account")
                .param("account", account.value())
                .query(String.class)
                .list()
                .forEach(code -> Role.ofCode(code).ifPresent(roles::add));
        return roles;
    }

    /** False if the account has it already. */
    boolean insert(AccountId account, Role role, String by, Instant now) {
        return jdbc.sql("""
                                insert into account_role (account, role, granted_by, granted_at)
                                values (:account, :role, :by, :now)
                                on conflict do nothing""")
                        .param("account", account.value())
                        .param("role", role.code())
                        .param("by", by)
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    /** False if the account did not have it. */
    boolean delete(AccountId account, Role role) {
        return jdbc.sql("delete from account_role where account = :account and role = :role")
                        .param("account", account.value())
                        .param("role", role.code())
                        .update()
                == 1;
    }

    List<AccountId> holders(Role role) {
        return jdbc
                .sql("select account from account_role where role = :role order by granted_at, account")
                .param("role", role.code())
                .query(UUID.class)
                .list()
                .stream()
                .map(AccountId::new)
                .toList();
    }

    /** False if it is one already. */
    boolean insertBreakGlass(AccountId account, String by, Instant now) {
        return jdbc.sql("""
                                insert into break_glass (account, made_by, made_at) values (:account, :by, :now)
                                on conflict do nothing""")
                        .param("account", account.value())
                        .param("by", by)
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    boolean deleteBreakGlass(AccountId account) {
        return jdbc.sql("delete from break_glass where account = :account")
                        .param("account", account.value())
                        .update()
                == 1;
    }

    boolean isBreakGlass(AccountId account) {
        return jdbc.sql("select count(*) from break_glass where account = :account")
                        .param("account", account.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
