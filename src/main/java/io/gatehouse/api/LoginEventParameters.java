package io.gatehouse.api;

import io.gatehouse.account.token.ApiToken;
import io.gatehouse.audit.EventFilter;
import io.gatehouse.audit.LoginEvent.Outcome;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.reason.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of a search. One that is unknown is refused: a filter with a typo would find more than was asked for. */
record LoginEventParameters(EventFilter filter, int limit) {
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9]{10}");
    private static final int USUAL_LIMIT = 50;
    private static final List<String> NAMES = List.of(
            "partner",
            "account",
            "email",
            "outcome",
            "reason",
            "authentication_type",
            "from",
            "to",
            "reference",
            "cursor",
            "limit");
    private static final String TIME = "is a time such as 2026-11-23T12:00:00Z.";

    static LoginEventParameters parse(Map<String, List<String>> parameters) {
        var given = new Given(parameters);
        given.all().stream().filter(name -> !NAMES.contains(name)).findFirst().ifPresent(name -> {
            throw new ProblemException(Problem.parameter(
                    shortened(name), "is not known here. Known are: " + String.join(", ", NAMES) + "."));
        });
        var filter = new EventFilter(
                given.checked("partner", PartnerId::isOne, "is a partner's id: [a-z0-9-]{1,64}."),
                given.read("account", LoginEventParameters::uuid, "is an account's id, a UUID."),
                given.checked(
                        "email",
                        text -> text.length() <= 320
                                && text.chars().allMatch(c -> c > ' ' && !Character.isSurrogate((char) c)),
                        "is an address of at most 320 characters."),
                given.read("outcome", LoginEventParameters::outcome, "is success or failure."),
                given.checked("reason", text -> Reason.ofCode(text).isPresent(), "is a code of the reason catalogue."),
                given.checked(
                        "authentication_type", List.of("sso", "domain", "cloud")::contains, "is sso, domain or cloud."),
                given.read("from", LoginEventParameters::time, TIME),
                given.read("to", LoginEventParameters::time, TIME),
                given.checked("reference", REFERENCE.asMatchPredicate(), "has ten characters, letters and digits."),
                given.checked("cursor", EventFilter::isCursor, "is the member next of the page before."));
        Integer limit = given.read(
                "limit", LoginEventParameters::limit, "is a number from 1 to " + LoginEvents.LONGEST_PAGE + ".");
        return new LoginEventParameters(filter, limit == null ? USUAL_LIMIT : limit);
    }

    /** The filter, narrowed to what the token may see; another partner than the token's is refused. */
    EventFilter visibleTo(ApiToken token) {
        var own = token.partner();
        if (own == null) {
            return filter;
        }
        if (filter.partner() != null && !filter.partner().equals(own.value())) {
            throw new ProblemException(Problem.scopeInsufficient());
        }
        return new EventFilter(
                own.value(),
                filter.account(),
                filter.email(),
                filter.outcome(),
                filter.reason(),
                filter.authenticationType(),
                filter.from(),
                filter.to(),
                filter.reference(),
                filter.cursor());
    }

    private static UUID uuid(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException();
        }
        return UUID.fromString(text);
    }

    private static Outcome outcome(String text) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.code().equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    private static Instant time(String text) {
        var time = OffsetDateTime.parse(text);
        if (time.getYear() < 1970 || time.getYear() > 9999) {
            throw new IllegalArgumentException();
        }
        return time.toInstant();
    }

    private static int limit(String text) {
        int limit = Integer.parseInt(text);
        if (limit < 1 || limit > LoginEvents.LONGEST_PAGE) {
            throw new IllegalArgumentException();
        }
        return limit;
    }

    private static String shortened(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }

    /** The parameters as they came. */
    private record Given(Map<String, List<String>> parameters) {
        java.util.Set<String> all() {
            return parameters.keySet();
        }

        @Nullable
        String checked(String name, Predicate<String> right, String wanted) {
            return read(
                    name,
                    text -> {
                        if (!right.test(text)) {
                            throw new IllegalArgumentException();
                        }
                        return text;
                    },
                    wanted);
        }

        <T> @Nullable T read(String name, Function<String, T> reader, String wanted) {
            var values = parameters.get(name);
            if (values == null) {
                return null;
            }
            if (values.size() != 1) {
                throw new ProblemException(Problem.parameter(name, "is given once."));
            }
            try {
                return reader.apply(values.getFirst());
            } catch (IllegalArgumentException | DateTimeException notRight) {
                throw new ProblemException(Problem.parameter(name, wanted));
            }
        }
    }
}
