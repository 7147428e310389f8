package io.gatehouse.testing;

import io.gatehouse.testing.HttpBrowser.Page;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Where a journey takes place: a gateway, the portal behind it, and the time they live by. */
public record Stage(Gateway gateway, TestPortal portal, TestClock clock) implements AutoCloseable {
    /** A stage with these partners (and whatever else is to be prepared) at this time. */
    public static Stage at(TestClock clock, Consumer<Gateway.Preparation> partners) {
        var portal = TestPortal.start();
        var prepared = Gateway.prepared().clock(clock);
        partners.accept(prepared);
        portal.settings().forEach(prepared::with);
        return new Stage(prepared.start(), portal, clock);
    }

    /** What a person of this name meets after their company's provider ({@code ID-idp}) vouched for them. */
    public Page signIn(HttpBrowser browser, TestIdentityProvider idp, String partner, String name) {
        return signIn(browser, idp, partner, name, order -> order);
    }

    /** The same, with the provider's answer changed. */
    public Page signIn(
            HttpBrowser browser,
            TestIdentityProvider idp,
            String partner,
            String name,
            UnaryOperator<ResponseOrder> change) {
        return IdpTrip.depart(browser, gateway, idp, partner + "-idp")
                .answer(o -> change.apply(o.nameId(name)
                        .attribute("email", name + "@" + partner + ".example")
                        .at(clock.instant())));
    }

    @Override
    public void close() {
        gateway.close();
        portal.close();
    }
}
