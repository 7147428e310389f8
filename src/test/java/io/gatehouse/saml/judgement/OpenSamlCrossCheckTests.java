package io.gatehouse.saml.judgement;

import static io.gatehouse.saml.judgement.Judging.IDP;
import static io.gatehouse.saml.judgement.Judging.NOON;
import static io.gatehouse.saml.judgement.Judging.OURS;
import static io.gatehouse.saml.judgement.Judging.code;
import static io.gatehouse.saml.judgement.Judging.order;
import static io.gatehouse.saml.judgement.Judging.usual;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.ProviderSettings.Exceptions;
import io.gatehouse.saml.Settings;
import io.gatehouse.saml.judgement.OpenSamlOpinion.Opinion;
import io.gatehouse.saml.judgement.OpenSamlOpinion.Opinion.Vouched;
import io.gatehouse.saml.judgement.ResponseCorpus.Row;
import io.gatehouse.saml.judgement.ResponseJudge.Judgement.Accepted;
import io.gatehouse.saml.judgement.ValidForms.Form;
import io.gatehouse.saml.markup.Malformed;
import io.gatehouse.testing.Alteration;
import io.gatehouse.testing.Alterations;
import io.gatehouse.testing.Scene;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opensaml.xmlsec.encryption.support.DecryptionException;
import org.opensaml.xmlsec.signature.support.SignatureException;

/** Two implementations agree on whose word a response is and what it says, or the stricter one is ours (docs/adr/0009). */
class OpenSamlCrossCheckTests {
    private static final Scene SCENE =
            new Scene(IDP, Judging.CONSUMER, Judging.ENTITY_ID, Judging.REQUEST, NOON, OURS.certificate());
    private static final Set<String> SIGNATURES_MATTER =
            Set.of("Signature wrapping and stripping", "Signatures, keys and algorithms", "Encryption");

    @ParameterizedTest
    @MethodSource("io.gatehouse.saml.judgement.ValidForms#all")
    void readsTheSameOfEachValidForm(Form form) throws Malformed {
        agrees(form.judging(), form.response());
    }

    @ParameterizedTest
    @MethodSource("io.gatehouse.saml.judgement.ResponseCorpus#rows")
    void agreesWithWhatWeAcceptOfRealProducts(Row row) throws Malformed {
        byte[] response = ResponseCorpus.bytes(row.get("file"));
        for (var judging : List.of(ResponseCorpus.judging(row, List.of()), lenient(row))) {
            var opinion = OpenSamlOpinion.asIn(judging).of(response);
            if (judging.judge(response) instanceof Accepted && !row.get("file").equals("oktadev-signed-response.xml")) {
                agrees(judging, response);
            } else if (row.get("file").equals("oktadev-signed-response.xml")) {
                // insecure-canonicalization is for just this: a signature outside of SAML's profile (Core 5.4.4).
                assertThat(((Opinion.Refused) opinion).why())
                        .isInstanceOf(SignatureException.class)
                        .hasMessage("Signature contained an invalid transform");
            }
        }
    }

    @Test
    void vouchesForNoRealResponseThatWeRefuseForItsSignature() {
        var vouched = ResponseCorpus.rows()
                .filter(row ->
                        OpenSamlOpinion.asIn(lenient(row)).of(ResponseCorpus.bytes(row.get("file"))) instanceof Vouched)
                .collect(Collectors.toMap(
                        row -> row.get("file"),
                        row -> code(lenient(row).judge(ResponseCorpus.bytes(row.get("file"))))));
        vouched.values().removeIf("-"::equals);
        assertThat(vouched)
                .isEqualTo(Map.of(
                        "comment-in-nameid.xml", "response-malformed",
                        "oam-style-signed-assertion.xml", "assertion-incomplete",
                        "status-requester-signed.xml", "algorithm-refused"));
    }

    @Test
    void agreesWithWhatOnlyExceptionsLetPass() throws Malformed {
        var everything = new Exceptions(LocalDate.MAX, true, true, true, true, true, true);
        var judging = usual().with(Settings.excepting(everything));
        var passed = new TreeSet<String>();
        for (Alteration alteration : Alterations.all()) {
            byte[] response = alteration.make().apply(SCENE);
            if (judging.judge(response) instanceof Accepted) {
                passed.add(alteration.name());
                agrees(judging, response);
            }
        }
        assertThat(passed)
                .containsExactly(
                        "alg-1-digest",
                        "alg-1-signature",
                        "dst-2",
                        "enc-cbc",
                        "enc-rsa1-5",
                        "tim-3",
                        "tim-4",
                        "tim-4-response",
                        "trf-4",
                        "trf-4-comments",
                        "trf-5",
                        "xsw-23-response");
    }

    /** What a receiver would have to refuse by itself if OpenSAML verified and decrypted for it. */
    @Test
    void isAloneInRefusingTheseSignaturesAndCiphers() {
        var vouched = Alterations.all().stream()
                .filter(a -> SIGNATURES_MATTER.contains(a.family()))
                .filter(a -> opinion(a) instanceof Vouched)
                .map(Alteration::name);
        assertThat(vouched)
                .containsExactly(
                        "xsw-13", // an unknown element beside the signed assertion
                        "xsw-26-namespaced", // an ID in a namespace
                        "xsw-22", // a comment in the DigestValue
                        "xsw-23", // a Reference to the whole document
                        "xsw-23-response",
                        "key-5", // KeyInfo with an address, a thousand certificates in KeyInfo
                        "key-6",
                        "alg-1-signature", // SHA-1
                        "alg-1-digest",
                        "alg-5", // SHA-224
                        "alg-6", // PSS with SHA-1
                        "trf-4", // canonicalizations beyond the exclusive one
                        "trf-4-comments",
                        "trf-5",
                        "enc-cbc", // CBC without a signature around it
                        "enc-rsa1-5", // Bleichenbacher's padding
                        "enc-retrieval"); // a RetrievalMethod that leads elsewhere
    }

    @Test
    void isFooledByNoneOfThemEither() {
        for (Alteration alteration : Alterations.all()) {
            if (SIGNATURES_MATTER.contains(alteration.family()) && opinion(alteration) instanceof Vouched vouched) {
                assertThat(vouched.assertions())
                        .as(alteration.name())
                        .extracting(
                                assertion -> assertion.getSubject().getNameID().getValue())
                        .containsExactly("b3c5a1f0-anna");
            }
        }
    }

    @Test
    void keepsTheBlanksAroundANameThatOpenSamlStrips() {
        byte[] response = IDP.respond(order().nameId(" Anna ")).getBytes(UTF_8);
        var theirs = ((Vouched) OpenSamlOpinion.asIn(usual()).of(response)).assertions();
        assertThat(((Accepted) usual().judge(response)).asserted().subject()).isEqualTo(" Anna ");
        assertThat(theirs.getFirst().getSubject().getNameID().getValue()).isEqualTo("Anna");
    }

    /** SAML Core 2.3.4: the Type SHOULD be there. */
    @Test
    void opensEncryptedDataWithoutTypeWhichOpenSamlDoesNot() {
        byte[] response = IDP.respond(order().encryptedFor(OURS.certificate()))
                .replace(" Type=\"http://www.w3.org/2001/04/xmlenc#Element\"", "")
                .getBytes(UTF_8);
        assertThat(code(usual().judge(response))).isEqualTo("-");
        assertThat(OpenSamlOpinion.asIn(usual()).of(response))
                .isInstanceOfSatisfying(
                        Opinion.Refused.class,
                        refused -> assertThat(refused.why()).isInstanceOf(DecryptionException.class));
    }

    private static void agrees(Judging judging, byte[] response) throws Malformed {
        var judgement = judging.judge(response);
        assertThat(code(judgement)).as(judgement.toString()).isEqualTo("-");
        CrossCheck.agree(judging, response, ((Accepted) judgement).asserted());
    }

    private static Opinion opinion(Alteration alteration) {
        return OpenSamlOpinion.asIn(usual()).of(alteration.make().apply(SCENE));
    }

    private static Judging lenient(Row row) {
        return ResponseCorpus.judging(row, Arrays.asList(row.get("exceptions").split(",")));
    }
}
