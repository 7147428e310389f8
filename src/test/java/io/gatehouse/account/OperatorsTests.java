package io.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.SecondFactorPolicy;
import io.gatehouse.partner.TestPartners;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class OperatorsTests {
    private static final int NODES = 8;

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final ConsolePartner setting = new ConsolePartner("operators-" + UUID.randomUUID());

    @OnBothDatabases
    void nodesThatStartAtOnceMakeOnePartner(TestDatabase db) throws Exception {
        var together = new CyclicBarrier(NODES);
        var made = new ArrayList<Future<Partner>>();
        try (var nodes = Executors.newFixedThreadPool(NODES)) {
            for (int i = 0; i < NODES; i++) {
                var operators = node(db);
                made.add(nodes.submit(() -> {
                    together.await();
                    operators.makeAtStart();
                    return operators.partner();
                }));
            }
        }
        for (var partner : made) {
            assertThat(partner.get().id()).isEqualTo(setting.id());
            assertThat(partner.get().authenticationTypes()).containsExactly(AuthenticationType.CLOUD);
            assertThat(partner.get().secondFactor()).isEqualTo(SecondFactorPolicy.REQUIRED);
        }
    }

    @OnBothDatabases
    void leavesOneThatIsThereAsItIs(TestDatabase db) {
        var partners = TestPartners.partners(db.jdbc(), TestPartners.version(db.jdbc(), clock));
        var theirs = TestPartners.named(setting.partner(), Set.of());
        db.transactions().executeWithoutResult(_ -> partners.save(theirs));
        assertThat(node(db).partner()).isEqualTo(theirs);
    }

    @Test
    void refusesANameThatIsNoPartnersId() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConsolePartner("The Operators"))
                .withMessageContaining("gatehouse.console.partner");
    }

    private Operators node(TestDatabase db) {
        var partners = TestPartners.partners(db.jdbc(), TestPartners.version(db.jdbc(), clock));
        return new Operators(setting, partners, db.transactions());
    }
}
