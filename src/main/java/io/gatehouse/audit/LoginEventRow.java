package io.gatehouse.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gatehouse.audit.LoginEvent.Outcome;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** A row of {@code login_event}, as the event it keeps. */
final class LoginEventRow implements RowMapper<LoginEvent> {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    @Override
    public LoginEvent mapRow(ResultSet row, int number) throws SQLException {
        return new LoginEvent(
                row.getObject("id", UUID.class),
                row.getObject("time", OffsetDateTime.class).toInstant(),
                Type.ofCode(row.getString("type")),
                Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                reason(row.getString("reason")),
                subject(row),
                new Origin(
                        row.getString("client_ip"),
                        row.getString("user_agent"),
                        row.getString("request_id"),
                        row.getString("trace_id")),
                row.getString("second_factor"),
                row.getString("actor"),
                details(row.getString("details")));
    }

    private static Subject subject(ResultSet row) throws SQLException {
        String reference = row.getString("reference");
        return new Subject(
                reference == null ? null : new Reference(reference),
                row.getString("partner"),
                row.getObject("account", UUID.class),
                row.getString("email"),
                row.getString("authentication_type"),
                row.getString("identity_provider"));
    }

    // A code never leaves the catalogue, so one that is not there is a broken promise.
    private static @Nullable Reason reason(@Nullable String code) {
        return code == null ? null : Reason.ofCode(code).orElseThrow();
    }

    private static Evidence details(@Nullable String json) {
        try {
            return json == null ? Evidence.NONE : new Evidence(JSON.readValue(json, MEMBERS));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
