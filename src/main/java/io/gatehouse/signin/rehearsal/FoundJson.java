package io.gatehouse.signin.rehearsal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gatehouse.identityprovider.TestSignIns;
import io.gatehouse.reason.Printable;
import io.gatehouse.reason.Refusal;
import io.gatehouse.saml.Examination;
import io.gatehouse.saml.Examination.Arrived;
import io.gatehouse.saml.Examination.Check;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An examination as the JSON that is kept and shown: every text bounded, and the whole too, by leaving values out. */
final class FoundJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST = 300;

    private FoundJson() {}

    static String of(Examination examination) {
        for (int most = 50; ; most /= 2) {
            var text = text(examination, most);
            if (text.getBytes(StandardCharsets.UTF_8).length <= TestSignIns.MOST_FOUND) {
                return text;
            }
        }
    }

    private static String text(Examination examination, int mostValues) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("passed", examination.passed());
        members.put(
                "reason",
                examination.why() == null ? null : examination.why().reason().code());
        members.put(
                "checks", examination.checks().stream().map(FoundJson::check).toList());
        members.put("arrived", examination.arrived() == null ? null : arrived(examination.arrived(), mostValues));
        try {
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was found could not be written", e);
        }
    }

    private static Map<String, @Nullable Object> check(Check check) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("check", check.name());
        members.put("verdict", check.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        members.put(
                "failures", check.failures().stream().map(FoundJson::failure).toList());
        return members;
    }

    private static Map<String, @Nullable Object> failure(Refusal failure) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("reason", failure.reason().code());
        members.put("evidence", failure.evidence().values());
        return members;
    }

    private static Map<String, @Nullable Object> arrived(Arrived arrived, int mostValues) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("issuer", text(arrived.issuer()));
        members.put("response_id", text(arrived.responseId()));
        members.put("assertion_id", text(arrived.assertionId()));
        var name = arrived.nameId();
        members.put("name_id", name == null ? null : text(name.value()));
        members.put("name_id_format", name == null ? null : text(name.format()));
        members.put("name_qualifier", name == null ? null : text(name.nameQualifier()));
        members.put("sp_name_qualifier", name == null ? null : text(name.spNameQualifier()));
        List<Map<String, ?>> attributes = new ArrayList<>();
        arrived.attributes().stream()
                .limit(2L * mostValues)
                .forEach(a -> attributes.add(Map.of(
                        "name",
                        Printable.of(a.name(), LONGEST),
                        "values",
                        a.values().stream()
                                .limit(mostValues)
                                .map(v -> Printable.of(v, LONGEST))
                                .toList())));
        members.put("attributes", attributes);
        members.put(
                "mapping", arrived.mapping().stream().map(FoundJson::mapping).toList());
        members.put(
                "authn_contexts",
                arrived.authnContexts().stream().limit(20).map(FoundJson::text).toList());
        members.put(
                "authn_instant",
                arrived.authnInstant() == null ? null : arrived.authnInstant().toString());
        members.put("session_index", text(arrived.sessionIndex()));
        members.put("signed", arrived.signed());
        members.put("signing_key", arrived.signingKeyFingerprint());
        members.put("encrypted", arrived.encrypted());
        members.put("clock_offset", arrived.clockOffset());
        members.put("warnings", arrived.warnings());
        return members;
    }

    private static Map<String, @Nullable Object> mapping(Examination.Mapping mapping) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("field", mapping.field());
        members.put("attribute", text(mapping.attribute()));
        members.put(
                "suggested", mapping.suggested().stream().map(FoundJson::text).toList());
        return members;
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null ? null : Printable.of(text, LONGEST);
    }
}
