package io.gatehouse.api.call;

import io.gatehouse.account.token.ApiToken;
import io.gatehouse.account.token.ApiToken.Scope;
import io.gatehouse.api.Problem;
import io.gatehouse.api.ProblemException;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.lifecycle.Change;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One call: who makes it, from where, and what they may. Another partner's things answer as if there were none. */
public record Call(HttpServletRequest request, ApiToken token, Origin origin, Partners partners) {
    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 200;

    /** Only who may read everything. */
    public void readsAll() {
        if (token.scope() == Scope.PARTNER_ADMIN) {
            throw new ProblemException(Problem.scopeInsufficient());
        }
    }

    /** Only who may change everything. */
    public void changesAll() {
        if (token.scope() != Scope.ADMIN) {
            throw new ProblemException(Problem.scopeInsufficient());
        }
    }

    /** The partner of an address, for who may read it: everybody of its own, whoever reads everything. */
    public Partner reads(String partner) {
        return partner(partner);
    }

    /** The partner of an address, for who may change it and its connections. */
    public Partner changes(String partner) {
        var found = partner(partner);
        changesAll();
        return found;
    }

    /** The partner of an address, for who may invite and unlock its people. */
    public Partner looksAfter(String partner) {
        var found = partner(partner);
        if (token.scope() == Scope.AUDITOR) {
            throw new ProblemException(Problem.scopeInsufficient());
        }
        return found;
    }

    // What is not the token's own is not looked for, so that nothing tells whether it is there.
    private Partner partner(String id) {
        var own = token.partner();
        if (!PartnerId.isOne(id) || own != null && !own.value().equals(id)) {
            throw new ProblemException(Problem.notFound());
        }
        return partners.standing(new PartnerId(id)).orElseThrow(() -> new ProblemException(Problem.notFound()));
    }

    /** A change by whoever calls. */
    public Change change() {
        return Change.by(token.actor(), origin);
    }

    /** The context of an event about a partner. */
    public EventContext about(Partner partner) {
        return new EventContext(Subject.ofPartner(partner.id().value()), origin);
    }

    void takesOnly(String... names) {
        var known = Set.of(names);
        query().names().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ProblemException(Problem.parameter(
                            name.length() <= 40 ? name : name.substring(0, 40) + "…",
                            known.isEmpty()
                                    ? "is not known here, and no other."
                                    : "is not known here. Known are: " + String.join(", ", List.of(names)) + "."));
                });
    }

    /** A parameter that is given at most once. */
    public Optional<String> parameter(String name) {
        var values = query().values(name);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        var value = values.getFirst();
        if (values.size() != 1 || value.length() > 1024 || value.indexOf('\0') >= 0) {
            throw new ProblemException(Problem.parameter(name, "is given once, in at most 1024 characters."));
        }
        return Optional.of(value);
    }

    /** A parameter that is true or false; false if not given. */
    public boolean flag(String name) {
        return switch (parameter(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ProblemException(Problem.parameter(name, "is true or false."));
        };
    }

    private QueryParameters query() {
        return QueryParameters.of(request.getQueryString());
    }

    /** How many of a list are wanted. */
    public int limit() {
        try {
            int limit = parameter("limit").map(Integer::parseInt).orElse(USUAL_LIMIT);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Said below, as for every other number that is none of these.
        }
        throw new ProblemException(Problem.parameter("limit", "is a number from 1 to " + MOST + "."));
    }
}
