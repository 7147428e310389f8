package io.gatehouse.api.call;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gatehouse.api.Problem;
import io.gatehouse.api.ProblemException;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.idpconfig.names.NearestName;
import io.gatehouse.idpconfig.names.UnsupportedJson;
import io.gatehouse.idpconfig.yaml.JsonFile;
import io.gatehouse.reason.CallReason;
import io.gatehouse.reason.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Reads what is sent: so much and no more, of the kinds that are taken, and without settings that Gatehouse has not. */
@Component
public class Bodies {
    private static final Set<String> XML =
            Set.of("application/samlmetadata+xml", "application/xml", "text/xml", "application/octet-stream");
    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(JsonFile.DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final LoginEvents events;
    private final TransactionOperations transactions;

    Bodies(LoginEvents events, TransactionOperations transactions) {
        this.events = events;
        this.transactions = transactions;
    }

    /** Whether the body is JSON, as opposed to a document. */
    public static boolean isJson(Call call) {
        return type(call).equals("application/json");
    }

    /** A metadata document, unread; empty if nothing was sent. */
    public byte[] document(Call call, int most) {
        if (!XML.contains(type(call))) {
            throw new ProblemException(unsupported("application/samlmetadata+xml"));
        }
        return bytes(call, most);
    }

    /** Whatever is sent, of whatever kind it says it is. */
    public byte[] anything(Call call, int most) {
        return bytes(call, most);
    }

    /** A JSON body, read by whoever asked: only what Gatehouse has not is looked for, and refused with its event. */
    public byte[] json(Call call, @Nullable String partner) {
        if (!isJson(call)) {
            throw new ProblemException(unsupported("application/json"));
        }
        var bytes = bytes(call, JsonFile.LARGEST);
        try {
            refuseUnsupported(STRICT.readValue(bytes, Object.class), call, partner);
        } catch (JsonProcessingException e) {
            // Whoever reads the body says what is wrong with it, and where.
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes;
    }

    /** The members of a small JSON object, of these names and no others; nothing sent is an object with none. */
    public Map<?, ?> members(Call call, @Nullable String partner, String... names) {
        if (call.request().getContentLengthLong() == 0 || call.request().getContentType() == null) {
            bytes(call, 0);
            return Map.of();
        }
        var bytes = json(call, partner);
        try {
            if (!(STRICT.readValue(bytes, Object.class) instanceof Map<?, ?> members)) {
                throw new ProblemException(
                        invalid("The body is not a JSON object.").with("pointer", ""));
            }
            var known = List.of(names);
            for (var name : members.keySet()) {
                if (!known.contains(String.valueOf(name))) {
                    throw new ProblemException(unknown(String.valueOf(name), known));
                }
            }
            return members;
        } catch (IOException e) {
            throw new ProblemException(
                    invalid("The body is no JSON that is taken here: one object (RFC 8259), no name twice.")
                            .with("pointer", ""));
        }
    }

    /** A body that can't be read, or holds what does not belong there. */
    public static Problem invalid(String detail) {
        return Problem.of(CallReason.BODY_INVALID, detail);
    }

    private static Problem unknown(String name, List<String> known) {
        var shown = name.length() <= 40 ? name : name.substring(0, 40) + "…";
        var nearest = NearestName.to(name, known)
                .map(n -> " The nearest is \"" + n + "\".")
                .orElse("");
        return invalid("There is no member \"" + shown + "\"." + nearest)
                .with("pointer", "/" + name.replace("~", "~0").replace("/", "~1"));
    }

    private void refuseUnsupported(@Nullable Object body, Call call, @Nullable String partner) {
        var found = UnsupportedJson.in(body);
        if (found.isEmpty()) {
            return;
        }
        var first = found.getFirst();
        var setting = first.setting();
        var evidence = Evidence.of("found", found.stream().map(f -> f.key()).toList())
                .and("pointers", found.stream().map(f -> f.pointer()).toList())
                .and("path", call.request().getRequestURI());
        transactions.executeWithoutResult(_ -> events.append(
                new EventContext(partner == null ? Subject.NOBODY : Subject.ofPartner(partner), call.origin())
                        .failure(Type.CONFIGURATION, setting.reason().because(evidence))
                        .by(call.token().actor())));
        throw new ProblemException(Problem.of(
                        setting.reason(),
                        422,
                        "Gatehouse has no " + setting.title() + ". " + setting.why() + " Instead: "
                                + setting.alternative() + ". Nothing was applied.")
                .with("pointer", first.pointer())
                .with("pointers", found.stream().map(f -> f.pointer()).toList()));
    }

    private static byte[] bytes(Call call, int most) {
        var request = call.request();
        if (request.getHeader("Content-Encoding") != null) {
            throw new ProblemException(unsupported("no Content-Encoding"));
        }
        if (request.getContentLengthLong() > most) {
            throw new ProblemException(tooLarge(most));
        }
        try {
            // A length may be missing, or a lie.
            var bytes = request.getInputStream().readNBytes(most + 1);
            if (bytes.length > most) {
                throw new ProblemException(tooLarge(most));
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(Call call) {
        var type = call.request().getContentType();
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static Problem tooLarge(int most) {
        return Problem.of(CallReason.BODY_TOO_LARGE, "At most " + most + " bytes are taken here.");
    }

    private static Problem unsupported(String wanted) {
        return Problem.of(CallReason.MEDIA_TYPE_UNSUPPORTED, "Taken here: " + wanted + ".");
    }
}
