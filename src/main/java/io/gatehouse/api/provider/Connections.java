package io.gatehouse.api.provider;

import io.gatehouse.api.Problem;
import io.gatehouse.api.ProblemException;
import io.gatehouse.api.call.Tags;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.lifecycle.Change;
import io.gatehouse.identityprovider.lifecycle.ProviderLife;
import io.gatehouse.identityprovider.lifecycle.ProviderLives;
import io.gatehouse.partner.Partner;
import java.util.function.Predicate;

/** The connections that addresses name. */
final class Connections {
    private Connections() {}

    /** The partner's connection of this id; another partner's is as none. */
    static ProviderLife of(ProviderLives lives, Partner partner, String id) {
        if (!RegistrationId.isOne(id)) {
            throw new ProblemException(Problem.notFound());
        }
        return lives.find(new RegistrationId(id))
                .filter(life -> life.provider().partner().equals(partner.id()))
                .orElseThrow(() -> new ProblemException(Problem.notFound()));
    }

    /** A change of exactly what the caller has seen. */
    static Change change(ProviderLives lives, Partner partner, String id, Predicate<String> seen, Change by) {
        long revision = of(lives, partner, id).revision();
        if (!seen.test(Tags.of(revision))) {
            throw new ProblemException(Tags.changed());
        }
        return by.ifStill(revision);
    }
}
