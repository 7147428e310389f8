package io.gatehouse.bench;

import io.gatehouse.testing.GatewayProcess;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.IdpTrip;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestKeys;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Sign-ins of one person of each partner in turn, and their cost. */
final class SignInRounds {
    private static final int CLIENTS = 4;

    private final GatewayProcess gateway;
    private final TestKeys keys;
    private final int partners;
    private final AtomicInteger next = new AtomicInteger();

    SignInRounds(GatewayProcess gateway, TestKeys keys, int partners) {
        this.gateway = gateway;
        this.keys = keys;
        this.partners = partners;
    }

    /** So many sign-ins; processor milliseconds of the gateway and its database for each. */
    double round(int signIns) throws Exception {
        var before = ProcessFigures.processorTime(gateway.pid());
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var work = new ArrayList<Callable<Void>>();
            for (int i = 0; i < signIns; i++) {
                work.add(this::signIn);
            }
            for (var done : clients.invokeAll(work)) {
                done.get();
            }
        }
        return ProcessFigures.processorTime(gateway.pid()).minus(before).toNanos() / 1e6 / signIns;
    }

    private Void signIn() {
        int number = next.getAndIncrement() % partners + 1;
        var email = "anna@people.%05d.example".formatted(number);
        var idp = TestIdentityProvider.withKeys(PartnerRows.entityId(number), keys);
        var page = IdpTrip.depart(new HttpBrowser(), gateway.address(), idp, "idp-%05d".formatted(number))
                .answer(order -> order.nameId(email).attribute("email", email));
        if (page.status() != 200 || !page.reason().isEmpty()) {
            throw new IllegalStateException(page.status() + " " + page.body());
        }
        return null;
    }
}
