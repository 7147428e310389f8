package io.gatehouse.audit;

import static java.time.ZoneOffset.UTC;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The query of a filter. It names only what is filtered, so that each filter meets the index made for it. */
record EventQuery(String sql, Map<String, Object> params) {
    static EventQuery of(EventFilter filter) {
        var where = new Where();
        where.equal("partner", filter.partner());
        where.equal("account", filter.account());
        where.equal("email", changed(filter.email(), email -> email.toLowerCase(Locale.ROOT)));
        where.equal(
                "outcome", filter.outcome() == null ? null : filter.outcome().code());
        where.equal("reason", filter.reason());
        where.equal("authentication_type", filter.authenticationType());
        where.equal("reference", changed(filter.reference(), reference -> reference.toUpperCase(Locale.ROOT)));
        if (filter.from() != null) {
            where.add(" and time >= :from", "from", filter.from().atOffset(UTC));
        }
        if (filter.to() != null) {
            where.add(" and time < :to", "to", filter.to().atOffset(UTC));
        }
        if (filter.cursor() != null) {
            var cursor = EventCursor.parse(filter.cursor()).orElseThrow(() -> new IllegalArgumentException("cursor"));
            // The first comparison is for the index and the partitions, the second decides among events of one
            // millisecond.
            where.add(" and time <= :before", "before", cursor.time().atOffset(UTC));
            where.add(" and (time < :before or id < :beforeId)", "beforeId", cursor.id());
        }
        return new EventQuery(
                "select * from login_event where 1 = 1" + where.sql + " order by time desc, id desc limit :limit",
                where.params);
    }

    private static @Nullable String changed(@Nullable String text, UnaryOperator<String> change) {
        return text == null ? null : change.apply(text);
    }

    private static final class Where {
        private final StringBuilder sql = new StringBuilder();
        private final Map<String, Object> params = new HashMap<>();

        void equal(String column, @Nullable Object value) {
            if (value != null) {
                add(" and " + column + " = :" + column, column, value);
            }
        }

        void add(String condition, String name, Object value) {
            sql.append(condition);
            params.put(name, value);
        }
    }
}
