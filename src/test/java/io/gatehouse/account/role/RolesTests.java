package io.gatehouse.account.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountId;
import io.gatehouse.account.ConsolePartner;
import io.gatehouse.account.TestAccounts;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RolesTests {
    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));

    @OnBothDatabases
    void areGrantedOnceAndTakenAwayOnceWithAnEventEach(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        var ada = people.ada();
        var roles = vendorOf(db, ada);
        db.transactions().executeWithoutResult(_ -> {
            assertThat(roles.grant(ada, Role.AUDITOR, "account:root", people.context()))
                    .isTrue();
            assertThat(roles.grant(ada, Role.AUDITOR, "account:root", people.context()))
                    .isFalse();
        });
        assertThat(roles.granted(ada)).containsExactly(Role.AUDITOR);
        assertThat(roles.holders(Role.AUDITOR)).contains(ada.id());
        db.transactions().executeWithoutResult(_ -> {
            assertThat(roles.revoke(ada, Role.AUDITOR, "account:root", people.context()))
                    .isTrue();
            assertThat(roles.revoke(ada, Role.AUDITOR, "account:root", people.context()))
                    .isFalse();
        });
        assertThat(roles.granted(ada)).isEmpty();
        assertThat(people.events())
                .filteredOn(e -> e.type() == LoginEvent.Type.ADMINISTRATION)
                .allSatisfy(e -> {
                    assertThat(e.actor()).isEqualTo("account:root");
                    assertThat(e.subject().account()).isEqualTo(ada.id().value());
                })
                .extracting(e -> e.details().values().get("step"))
                .containsExactlyInAnyOrder("role-granted", "role-revoked");
    }

    @OnBothDatabases
    void ofTheVendorAreForItsOwnPeopleOnly(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        var ada = people.ada();
        for (var role : List.of(Role.ADMIN, Role.AUDITOR)) {
            assertThat(people.roles().fits(ada, role)).isFalse();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> people.roles().grant(ada, role, "account:root", people.context()));
        }
        assertThat(people.roles().fits(ada, Role.PARTNER_ADMIN)).isTrue();
    }

    @OnBothDatabases
    void ofAPartnersAdministratorsAreNotForTheVendorsPeople(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        var ada = people.ada();
        var roles = vendorOf(db, ada);
        assertThat(roles.fits(ada, Role.PARTNER_ADMIN)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> roles.grant(ada, Role.PARTNER_ADMIN, "account:root", people.context()));
        db.transactions()
                .executeWithoutResult(
                        _ -> roles.appoint(ada, Appointment.to(Role.PARTNER_ADMIN), "cli", people.context()));
        assertThat(roles.granted(ada)).isEmpty();
        assertThat(people.events())
                .filteredOn(e -> "role-void".equals(e.details().values().get("step")))
                .hasSize(1);
    }

    @OnBothDatabases
    void ofTheDatabaseCountForNothingWhereTheyDoNotFit(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        var ada = people.ada();
        var rows = new RoleRows(db.jdbc());
        Stream.of(Role.values()).forEach(role -> rows.insert(ada.id(), role, "cli", clock.instant()));
        // Of whatever partner the vendor's people are today, the others' count no more, nor those it had before.
        assertThat(vendorOf(db, ada).granted(ada)).containsExactly(Role.ADMIN, Role.AUDITOR);
        assertThat(people.roles().granted(ada)).containsExactly(Role.PARTNER_ADMIN);
    }

    @OnBothDatabases
    void byGroupAreThoseOfTheVendorsOwnPeople(TestDatabase db) {
        assertThat(TestRoles.on(db, clock).byGroup(of("operators", "gate-admins", "other")))
                .containsExactly(Role.ADMIN);
        assertThat(TestRoles.on(db, clock).byGroup(of("operators", "gate-auditors")))
                .containsExactly(Role.AUDITOR);
        assertThat(TestRoles.on(db, clock).byGroup(of("operators", "GATE-ADMINS")))
                .isEmpty();
        assertThat(TestRoles.on(db, clock).byGroup(of("northwind", "gate-admins", "gate-auditors")))
                .isEmpty();
    }

    @OnBothDatabases
    void theGlassEndsWithTheRole(TestDatabase db) {
        var people = new TestAccounts(db, clock);
        var ada = people.ada();
        var roles = vendorOf(db, ada);
        db.transactions()
                .executeWithoutResult(_ -> roles.appoint(ada, Appointment.BREAK_GLASS, "cli", people.context()));
        assertThat(roles.granted(ada)).containsExactly(Role.ADMIN);
        assertThat(roles.isBreakGlass(ada.id())).isTrue();
        db.transactions().executeWithoutResult(_ -> roles.revoke(ada, Role.ADMIN, "cli", people.context()));
        assertThat(roles.isBreakGlass(ada.id())).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Appointment(Role.AUDITOR, true, false));
    }

    @Test
    void haveGroupsInTheSettings() {
        var none = new Binder(new MapConfigurationPropertySource(Map.of()));
        assertThat(none.bindOrCreate("gatehouse.console.groups", ConsoleGroups.class))
                .isEqualTo(new ConsoleGroups(List.of(), List.of()));
        var set = new Binder(new MapConfigurationPropertySource(
                Map.of("gatehouse.console.groups.admin", "a,b", "gatehouse.console.groups.auditor", "c")));
        assertThat(set.bindOrCreate("gatehouse.console.groups", ConsoleGroups.class))
                .isEqualTo(new ConsoleGroups(List.of("a", "b"), List.of("c")));
    }

    private Roles vendorOf(TestDatabase db, Account account) {
        return TestRoles.on(db, clock, new ConsolePartner(account.partner().value()));
    }

    private static Account of(String partner, String... groups) {
        return new Account(
                new AccountId(UUID.randomUUID()),
                new PartnerId(partner),
                "ada@" + partner + ".example",
                null,
                null,
                List.of(groups),
                Account.Status.ACTIVE);
    }
}
