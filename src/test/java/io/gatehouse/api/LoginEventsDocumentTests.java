package io.gatehouse.api;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.testing.WrittenDocument;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoginEventsDocumentTests {
    private static final Map<String, String> FIELDS = fields();

    @Test
    void knowsEveryField() {
        assertThat(names()).containsExactlyElementsOf(FIELDS.keySet());
    }

    @Test
    void standsInTheReference() {
        WrittenDocument.of("docs/reference/login-events.md").holds(document());
    }

    private static String document() {
        return """
                # Login events

                A login event records one fact: a step of a sign-in, or something an administrator did. It is written in the
                transaction of the state it records, so there is no state without its event and no event without its state.
                `GET /api/v1/login-events` answers them newest first. This page is written from the code.

                ## Types

                | type | records |
                | --- | --- |
                """
                + Arrays.stream(Type.values())
                        .map(type -> "| `%s` | %s |\n".formatted(type.code(), meaning(type)))
                        .collect(joining())
                + """

                ## Fields

                Every event has every field; one that has nothing to say is `null`. An event never holds a secret, a code, a
                password or an assertion's full text. Text from outside is shortened, and its control, bidirectional and
                zero-width characters are written as visible escapes.

                | field | holds |
                | --- | --- |
                """
                + FIELDS.entrySet().stream()
                        .map(field -> "| `%s` | %s |\n".formatted(field.getKey(), field.getValue()))
                        .collect(joining())
                + """

                ## Searching

                `GET /api/v1/login-events?partner=&account=&email=&outcome=&reason=&authentication_type=&from=&to=&reference=&cursor=&limit=`
                with a token of scope `admin`, `auditor`, or `partner-admin`, which sees the events of its own partner only.
                `from` is inclusive, `to` exclusive; both are RFC 3339. `limit` is 1 to 200, 50 unless given. The answer is
                `{"items": […], "next": …}`; `next` is the `cursor` of the following page, or `null`. Events that are written
                while you page do not move what you have not seen. A parameter that is unknown, given twice or not usable is
                a problem that names it, never ignored.

                ## The canonical leaf

                With each event its canonical leaf is kept: the text that is sealed. It is JSON in the form of RFC 8785 (members
                sorted by UTF-16 code units, no blanks, shortest escapes), in UTF-8, with these members, absent where the field is `null`:

                `form` (1), `id`, `time` (UTC, three decimals), `type`, `outcome`, `reason`, `reference`, `partner`, `account`,
                `authentication_type`, `identity_provider`, `second_factor`, `request_id`, `trace_id`, `actor`, `personal`, `details`.

                `personal` and `details` are hashes, in lower-case hex: SHA-256 over 16 random bytes kept with the event, followed by
                the canonical JSON of the part. The part `personal` has the members `client_ip`, `email` and `user_agent`, absent
                where `null`; the part `details` is the object of that name, `{}` if it is empty, with fractions written as text. Redacting an event
                deletes a part together with its random bytes. What is left of it in the leaf tells nothing, and the leaf, and so
                every proof given for it, stays as it was.
                """;
    }

    private static String meaning(Type type) {
        return switch (type) {
            case SIGN_IN_STARTED -> "A person came to sign in, and the reference was given.";
            case FIRST_FACTOR -> "An identity provider's response or a password was accepted or refused.";
            case SECOND_FACTOR ->
                "A second factor was accepted, refused, or not asked; `second_factor` says what satisfied it.";
            case PORTAL_SESSION -> "A session at the portal was begun, opened, refused, or ended by the settling task.";
            case SIGN_OUT -> "A person signed out, here or at their identity provider.";
            case PASSWORD -> "A password was set, changed, reset, or a temporary one issued.";
            case INVITATION -> "An invitation was made, accepted, or replaced.";
            case SECOND_FACTOR_ENROLMENT -> "A second factor was enrolled or reset, or recovery codes were made.";
            case CONFIGURATION -> "A partner's configuration or a provider was changed, or a change was refused.";
            case ADMINISTRATION -> "An administrator did something; `actor` says who.";
            case EXPORT -> "Login events were exported.";
        };
    }

    private static Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("id", "UUID of version 7.");
        fields.put("time", "RFC 3339, UTC, milliseconds.");
        fields.put("type", "One of the types above.");
        fields.put("outcome", "`success` or `failure`.");
        fields.put("reason", "A code of the [reason catalogue](reasons.md); `null` on success.");
        fields.put(
                "reference",
                "Ten characters, one reference per sign-in, shown to the person; all events of a sign-in share it.");
        fields.put("partner", "The partner's id.");
        fields.put("account", "The account's id, never reused.");
        fields.put("email", "The address typed or asserted, in lower case. Personal.");
        fields.put("authentication_type", "`sso`, `domain` or `cloud`.");
        fields.put("identity_provider", "The provider's id.");
        fields.put("second_factor", "What satisfied it: `totp`, `recovery-code`, `idp`, `not-asked`.");
        fields.put("client_ip", "The client's address; behind a trusted proxy, the one that proxy names. Personal.");
        fields.put("user_agent", "The browser's own description. Personal.");
        fields.put("request_id", "The id of the HTTP request.");
        fields.put("trace_id", "The trace (W3C Trace Context) the request belongs to.");
        fields.put("actor", "Who administered: `cli`, `idp-config`, an account, or a token.");
        fields.put(
                "details",
                "Named values of the fact: issuer, response and assertion ids, in_response_to, authn_context, grant jti, "
                        + "portal sid, certificate fingerprint, clock offset, expected, got, failed and more; `{}` if none.");
        return fields;
    }

    private static List<String> names() {
        var snakeCase = new SnakeCaseStrategy();
        return Arrays.stream(LoginEventView.class.getRecordComponents())
                .map(component -> snakeCase.translate(component.getName()))
                .toList();
    }
}
