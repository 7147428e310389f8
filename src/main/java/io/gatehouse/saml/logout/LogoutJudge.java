package io.gatehouse.saml.logout;

import static io.gatehouse.reason.Reason.ASSERTION_INCOMPLETE;
import static io.gatehouse.reason.Reason.DECRYPTION_FAILED;
import static io.gatehouse.reason.Reason.REQUEST_UNKNOWN;

import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Refusal;
import io.gatehouse.saml.Asserted.NameIdentifier;
import io.gatehouse.saml.LogoutAsked;
import io.gatehouse.saml.binding.BrowserMessage;
import io.gatehouse.saml.encryption.Decryption;
import io.gatehouse.saml.encryption.EncryptedContent;
import io.gatehouse.saml.markup.BoundedReader;
import io.gatehouse.saml.markup.Malformed;
import io.gatehouse.saml.message.NameId;
import io.gatehouse.saml.message.Status;
import io.gatehouse.saml.message.Text;
import io.gatehouse.saml.response.Failures.Stage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Judges logout messages as responses are judged: one DOM, a closed reader, and every check made. No I/O. */
final class LogoutJudge {
    private final LogoutParty party;

    LogoutJudge(LogoutParty party) {
        this.party = party;
    }

    /** Judges a provider's request to end sessions. */
    Verdict ofRequest(BrowserMessage message) {
        try {
            var read = ReadRequest.read(BoundedReader.read(message.xml()).getDocumentElement());
            var hearing = new Hearing(message, read.envelope(), party);
            Instant acceptableUntil = hearing.hear(read.notOnOrAfter());
            NameId name = name(read, hearing);
            if (name != null && !Text.names(name.value())) {
                hearing.failures.add(
                        Stage.COMPLETENESS,
                        ASSERTION_INCOMPLETE.because(Evidence.of(
                                "problem", "a NameID that is blank, too long or holds invisible characters")));
            }
            if (name == null || !hearing.failures.none()) {
                String answerTo = hearing.authentic() ? read.envelope().id() : null;
                return new Verdict.Refused(hearing.refusal(Evidence.NONE), answerTo);
            }
            return new Verdict.Asked(asked(read, name, hearing, acceptableUntil));
        } catch (Malformed e) {
            return new Verdict.Refused(whole(e.refusal()), null);
        }
    }

    /** Judges a provider's answer to the request of ours that this browser went off with, if it did. */
    Verdict ofAnswer(BrowserMessage message, @Nullable String awaited) {
        try {
            var read = ReadAnswer.read(BoundedReader.read(message.xml()).getDocumentElement());
            var hearing = new Hearing(message, read.envelope(), party);
            hearing.hear(null);
            if (awaited == null || !awaited.equals(read.inResponseTo())) {
                hearing.failures.add(Stage.REQUEST, unknown(awaited, read.inResponseTo()));
            }
            return hearing.failures.none()
                    ? new Verdict.Answered(read.status())
                    : new Verdict.Refused(hearing.refusal(Evidence.of("in_response_to", read.inResponseTo())), null);
        } catch (Malformed e) {
            return new Verdict.Refused(whole(e.refusal()), null);
        }
    }

    // What a stranger sent is never decrypted (CVE-2026-41694): the request's own signature comes first.
    private @Nullable NameId name(ReadRequest read, Hearing hearing) throws Malformed {
        Element encrypted = read.encryptedName();
        return encrypted == null || !hearing.authentic() ? read.name() : opened(encrypted, hearing);
    }

    private @Nullable NameId opened(Element encrypted, Hearing hearing) throws Malformed {
        var content = EncryptedContent.read(encrypted);
        var decryption = new Decryption(
                content, party.decryptionKeys(), party.terms().settings().exceptions(), true);
        decryption.refusals().forEach(refusal -> hearing.failures.add(Stage.ALGORITHMS, refusal));
        if (!decryption.refusals().isEmpty()) {
            return null;
        }
        hearing.warnings().addAll(decryption.excepted());
        var plain = decryption.open();
        if (plain.isEmpty()) {
            hearing.failures.add(Stage.DECRYPTION, DECRYPTION_FAILED.refused());
            return null;
        }
        return NameId.read(BoundedReader.read(plain.get()).getDocumentElement());
    }

    private LogoutAsked asked(ReadRequest read, NameId name, Hearing hearing, Instant acceptableUntil) {
        return new LogoutAsked(
                party.terms().issuer(),
                party.terms().audience(),
                read.envelope().id(),
                new NameIdentifier(name.value(), name.format(), name.nameQualifier(), name.spNameQualifier()),
                read.sessionIndexes(),
                hearing.signer().fingerprint(),
                acceptableUntil,
                List.copyOf(hearing.warnings()));
    }

    private static Refusal unknown(@Nullable String awaited, @Nullable String got) {
        return awaited == null
                ? REQUEST_UNKNOWN.because(Evidence.of("cookie", "missing"))
                : REQUEST_UNKNOWN.because(Evidence.expected(awaited, got));
    }

    private static Refusal whole(Refusal why) {
        return why.with("failed", List.of(why.reason().code()));
    }

    /** What is to be said of a logout message. */
    sealed interface Verdict {
        /** Whether the provider itself said this, by the keys it was judged by. */
        default boolean authentic() {
            return !(this instanceof Refused refused) || refused.answerTo() != null;
        }

        /** The provider asks that sessions end. */
        record Asked(LogoutAsked logout) implements Verdict {}

        /** The provider says what came of our request. */
        record Answered(Status status) implements Verdict {}

        /**
         * It is not believed, or not acceptable.
         *
         * @param answerTo the id of an authentic request, which the provider may be told of; null for a stranger's
         */
        record Refused(Refusal why, @Nullable String answerTo) implements Verdict {}
    }
}
