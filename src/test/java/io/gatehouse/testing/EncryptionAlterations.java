package io.gatehouse.testing;

import static io.gatehouse.reason.Reason.ALGORITHM_REFUSED;
import static io.gatehouse.reason.Reason.DECRYPTION_FAILED;
import static io.gatehouse.reason.Reason.RESPONSE_MALFORMED;
import static io.gatehouse.reason.Reason.SEVERAL_ASSERTIONS;
import static io.gatehouse.reason.Reason.SIGNATURE_INVALID;
import static io.gatehouse.reason.Reason.SIGNATURE_MISSING;
import static io.gatehouse.reason.Reason.SIGNING_KEY_UNKNOWN;

import io.gatehouse.reason.Reason;
import io.gatehouse.testing.ResponseOrder.KeyPlace;
import io.gatehouse.testing.ResponseOrder.Signing;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Encrypted assertions: anybody can encrypt for us, so encryption proves nothing. */
final class EncryptionAlterations {
    private static final String XENC = "http://www.w3.org/2001/04/xmlenc#";
    private static final String GCM = "http://www.w3.org/2009/xmlenc11#aes256-gcm";
    private static final String OAEP = XENC + "rsa-oaep-mgf1p";

    static final List<Alteration> ALL = List.of(
            of(
                    "xsw-29",
                    "a signed assertion and a forged encrypted one",
                    SEVERAL_ASSERTIONS,
                    s -> s.tampered(d -> MessageAlterations.encryptedToo(s, d))),
            of(
                    "enc-unsigned",
                    "an encrypted assertion that nobody signed",
                    SIGNATURE_MISSING,
                    s -> s.answer(encrypted(s).signing(Signing.NONE))),
            of(
                    "enc-stranger",
                    "an encrypted assertion that a stranger signed",
                    SIGNING_KEY_UNKNOWN,
                    s -> s.answer(
                            encrypted(s).signedBy(SigningRecipe.USUAL.withKey(Scene.STRANGER.privateKey(), null)))),
            of(
                    "enc-cbc",
                    "a cipher without authentication in an unsigned response",
                    ALGORITHM_REFUSED,
                    s -> s.answer(encrypted(s).encryptedBy(XENC + "aes256-cbc", OAEP, KeyPlace.INSIDE))),
            of(
                    "enc-rsa1-5",
                    "RSA 1.5 key transport",
                    ALGORITHM_REFUSED,
                    s -> s.answer(encrypted(s).encryptedBy(GCM, XENC + "rsa-1_5", KeyPlace.INSIDE))),
            rewritten("enc-3des", "Triple DES", ALGORITHM_REFUSED, t -> t.replace(GCM, XENC + "tripledes-cbc")),
            of(
                    "enc-other-key",
                    "encrypted for another key",
                    DECRYPTION_FAILED,
                    s -> s.answer(s.order().encryptedFor(Scene.STRANGER.certificate()))),
            rewritten(
                    "enc-content",
                    "the ciphertext changed",
                    DECRYPTION_FAILED,
                    t -> replaceLast(t, "CipherValue>[^<]{8}", "CipherValue>AAAAAAAA")),
            rewritten(
                    "enc-key",
                    "the encrypted key changed",
                    DECRYPTION_FAILED,
                    t -> t.replaceFirst("CipherValue>[^<]{8}", "CipherValue>AAAAAAAA")),
            rewritten(
                    "enc-short",
                    "a ciphertext of three bytes",
                    DECRYPTION_FAILED,
                    t -> replaceLast(t, "CipherValue>[^<]+<", "CipherValue>AAAA<")),
            rewritten(
                    "enc-base64",
                    "a ciphertext that is no base64",
                    RESPONSE_MALFORMED,
                    t -> replaceLast(t, "CipherValue>[^<]+<", "CipherValue>*<")),
            content("enc-text", "encrypted text that is no XML", RESPONSE_MALFORMED, _ -> "anna"),
            content("enc-doctype", "a DOCTYPE inside the encryption", RESPONSE_MALFORMED, t -> "<!DOCTYPE a>" + t),
            content("enc-two", "two assertions inside one encryption", RESPONSE_MALFORMED, t -> t + t),
            content("enc-other", "something else inside the encryption", RESPONSE_MALFORMED, _ -> "<a/>"),
            content(
                    "enc-tampered",
                    "the encrypted assertion changed after signing",
                    SIGNATURE_INVALID,
                    t -> t.replace("b3c5a1f0-anna", "admin")),
            rewritten(
                    "enc-reference",
                    "ciphertext from a web address",
                    RESPONSE_MALFORMED,
                    t -> replaceLast(
                            t,
                            "<xenc:CipherValue>[^<]*</xenc:CipherValue>",
                            "<xenc:CipherReference URI=\"http://127.0.0.1:1/x\"/>")),
            of(
                    "enc-retrieval",
                    "the encrypted key from a web address",
                    RESPONSE_MALFORMED,
                    s -> Scene.bytes(s.idp()
                            .respond(encrypted(s).encryptedBy(GCM, OAEP, KeyPlace.BESIDE))
                            .replace("URI=\"#_key\"", "URI=\"http://127.0.0.1:1/key\""))),
            of(
                    "enc-response-tampered",
                    "a signed response whose ciphertext was exchanged",
                    SIGNATURE_INVALID,
                    s -> Scene.bytes(replaceLast(
                            s.idp().respond(encrypted(s).signing(Signing.RESPONSE)),
                            "CipherValue>[^<]{8}",
                            "CipherValue>AAAAAAAA"))));

    private EncryptionAlterations() {}

    private static Alteration of(String name, String what, Reason reason, Function<Scene, byte[]> make) {
        return new Alteration(name, "Encryption", what, reason, make);
    }

    private static Alteration rewritten(String name, String what, Reason reason, UnaryOperator<String> change) {
        return of(name, what, reason, s -> Scene.bytes(change.apply(s.idp().respond(encrypted(s)))));
    }

    /** Changes the signed assertion, and encrypts that. */
    private static Alteration content(String name, String what, Reason reason, UnaryOperator<String> change) {
        return of(
                name,
                what,
                reason,
                s -> s.tampered(d -> {
                    var assertion = Scene.assertion(d);
                    byte[] plain = Scene.bytes(change.apply(Xml.text(assertion)));
                    assertion
                            .getParentNode()
                            .replaceChild(Xml.parseInto(d, TestEncryption.encrypted(plain, encrypted(s))), assertion);
                }));
    }

    private static ResponseOrder encrypted(Scene scene) {
        return scene.order().encryptedFor(scene.encryption());
    }

    private static String replaceLast(String text, String pattern, String replacement) {
        return text.replaceFirst("(?s)(.*)" + pattern, "$1" + replacement);
    }
}
