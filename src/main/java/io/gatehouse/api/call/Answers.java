package io.gatehouse.api.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.api.Problem;
import io.gatehouse.api.ProblemException;
import io.gatehouse.keys.Sha256;
import io.gatehouse.reason.CallReason;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Answers calls. What a POST did is done once for one {@code Idempotency-Key} of a token: asked again with the same body the
 * same answer is given, with another one none. A problem takes all of the call back, and its key with it.
 */
@Component
public class Answers {
    /** How long an answer is kept. */
    static final Duration KEPT = Duration.ofDays(1);

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,64}");

    private final KeptAnswers kept;
    private final TransactionOperations transactions;
    private final ObjectMapper json;
    private final Clock clock;

    Answers(KeptAnswers kept, TransactionOperations transactions, ObjectMapper json, Clock clock) {
        this.kept = kept;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    /** Answers a call that reads. */
    public ResponseEntity<byte[]> to(Answer answer) {
        return entity(kept("", answer));
    }

    /** Answers a call that changes something, in one transaction. */
    public ResponseEntity<byte[]> once(Supplier<Answer> work) {
        return entity(Objects.requireNonNull(transactions.execute(_ -> kept("", work.get()))));
    }

    /** Answers a POST of this body, in one transaction and once for its key. */
    public ResponseEntity<byte[]> once(Call call, byte[] body, Supplier<Answer> work) {
        var key = call.request().getHeader("Idempotency-Key");
        if (key == null) {
            return once(work);
        }
        if (!KEY.matcher(key).matches()) {
            throw new ProblemException(
                    Problem.of(CallReason.IDEMPOTENCY_KEY_INVALID, "It has 1 to 64 visible ASCII characters."));
        }
        return entity(Objects.requireNonNull(transactions.execute(_ -> keptOr(call, key, body, work))));
    }

    private KeptAnswers.Kept keptOr(Call call, String key, byte[] body, Supplier<Answer> work) {
        var token = call.token().id();
        var hash = hash(call, body);
        if (kept.take(token, key, hash, clock.instant())) {
            var answer = kept(hash, work.get());
            kept.keep(token, key, answer);
            return answer;
        }
        var before = kept.find(token, key).orElseThrow();
        if (!before.requestHash().equals(hash)) {
            throw new ProblemException(Problem.of(
                    CallReason.IDEMPOTENCY_KEY_REUSED,
                    "Send a new key with a new call, and the same key only with the very same call."));
        }
        return before;
    }

    private KeptAnswers.Kept kept(String hash, Answer answer) {
        return new KeptAnswers.Kept(hash, answer.status(), answer.headers(), bytes(answer.body()));
    }

    private byte @Nullable [] bytes(@Nullable Object body) {
        try {
            return body == null ? null : json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is always JSON", e);
        }
    }

    private static ResponseEntity<byte[]> entity(KeptAnswers.Kept answer) {
        var response = ResponseEntity.status(answer.status()).cacheControl(CacheControl.noStore());
        answer.headers().forEach(response::header);
        return answer.body() == null
                ? response.build()
                : response.contentType(MediaType.APPLICATION_JSON).body(answer.body());
    }

    private static String hash(Call call, byte[] body) {
        var request = call.request();
        var digest = Sha256.start();
        var query = request.getQueryString();
        digest.update((request.getMethod() + " " + request.getRequestURI() + "?" + (query == null ? "" : query) + "\n")
                .getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(body));
    }
}
