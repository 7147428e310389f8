package io.gatehouse.saml.judgement;

import static io.gatehouse.saml.judgement.Judging.IDP;
import static io.gatehouse.saml.judgement.Judging.NOON;
import static io.gatehouse.saml.judgement.Judging.OURS;
import static io.gatehouse.saml.judgement.Judging.code;
import static io.gatehouse.saml.judgement.Judging.order;
import static io.gatehouse.saml.judgement.Judging.usual;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.ProviderSettings.Exceptions;
import io.gatehouse.saml.Settings;
import io.gatehouse.saml.judgement.ResponseJudge.Judgement;
import io.gatehouse.saml.judgement.ResponseJudge.Judgement.Accepted;
import io.gatehouse.testing.ResponseOrder;
import io.gatehouse.testing.ResponseOrder.KeyPlace;
import io.gatehouse.testing.ResponseOrder.Signing;
import io.gatehouse.testing.SigningRecipe;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** What a provider's settings loosen or demand. */
class JudgeSettingsTests {
    private static final String XENC = "http://www.w3.org/2001/04/xmlenc#";
    private static final String OAEP = XENC + "rsa-oaep-mgf1p";
    private static final String GCM = "http://www.w3.org/2009/xmlenc11#aes128-gcm";
    private static final String RSA_SHA1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1";
    private static final String TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";

    @Test
    void acceptsAnUnsolicitedResponseWhereThatIsAccepted() {
        var accepted = accepted(Settings.acceptingUnsolicited(), order().inResponseTo(null));
        assertThat(accepted.pending()).isNull();
        assertThat(accepted.asserted().inResponseTo()).isNull();
    }

    @Test
    void refusesAnUnknownRequestEvenWhereUnsolicitedResponsesAreAccepted() {
        assertThat(refused(Settings.acceptingUnsolicited(), order().inResponseTo("_nobody")))
                .isEqualTo("request-unknown");
    }

    @Test
    void takesSha1UntilTheEndOfTheDayNamed() {
        var sha1 = order().signedBy(
                        SigningRecipe.USUAL.withAlgorithms(RSA_SHA1, "http://www.w3.org/2000/09/xmldsig#sha1"));
        var day = LocalDate.parse("2026-11-20");
        assertThat(accepted(Settings.sha1Until(day), sha1).asserted().warnings())
                .containsExactly("insecure-sha1-until");
        assertThat(refused(Settings.sha1Until(day.minusDays(1)), sha1)).isEqualTo("algorithm-refused");
    }

    @Test
    void takesAWholeDocumentReferenceOnTheResponseByException() {
        var settings = Settings.excepting(new Exceptions(null, false, false, true, false, false, false));
        var whole = SigningRecipe.USUAL.withUri("");
        assertThat(accepted(settings, order().signing(Signing.RESPONSE).signedBy(whole))
                        .asserted()
                        .warnings())
                .containsExactly("insecure-canonicalization");
        assertThat(refused(settings, order().signedBy(whole))).isEqualTo("signature-invalid");
    }

    @Test
    void takesCbcInAnUnsignedResponseByException() {
        var settings = Settings.excepting(new Exceptions(null, true, false, false, false, false, false));
        var cbc = order().encryptedFor(OURS.certificate()).encryptedBy(XENC + "aes256-cbc", OAEP, KeyPlace.INSIDE);
        assertThat(accepted(settings, cbc).asserted().warnings()).containsExactly("insecure-cbc");
    }

    @Test
    void answersEveryFaultInsideUnauthenticatedEncryptionAlike() {
        var settings = Settings.excepting(new Exceptions(null, true, false, false, false, false, false));
        var cbc = order().encryptedFor(OURS.certificate()).encryptedBy(XENC + "aes256-cbc", OAEP, KeyPlace.INSIDE);
        String valid = IDP.respond(cbc);
        assertThat(code(usual().with(settings).judge(changed(valid)))).isEqualTo("decryption-failed");
        assertThat(refused(settings, cbc.signing(Signing.NONE))).isEqualTo("decryption-failed");
        var stranger = SigningRecipe.USUAL.withKey(OURS.privateKey(), null);
        assertThat(refused(settings, cbc.signing(Signing.ASSERTION).signedBy(stranger)))
                .isEqualTo("decryption-failed");
    }

    @Test
    void takesRsa15ByException() {
        var settings = Settings.excepting(new Exceptions(null, false, true, false, false, false, false));
        var old = order().encryptedFor(OURS.certificate()).encryptedBy(GCM, XENC + "rsa-1_5", KeyPlace.INSIDE);
        assertThat(accepted(settings, old).asserted().warnings()).containsExactly("insecure-rsa1_5");
    }

    @Test
    void takesASignedResponseWithoutDestinationByException() {
        var settings = Settings.excepting(new Exceptions(null, false, false, false, true, false, false));
        var order = order().signing(Signing.RESPONSE)
                .changedBeforeSigning(d -> d.getDocumentElement().removeAttribute("Destination"));
        assertThat(accepted(settings, order).asserted().warnings()).containsExactly("insecure-missing-destination");
    }

    @Test
    void takesALongValidityByException() {
        var settings = Settings.excepting(new Exceptions(null, false, false, false, false, true, false));
        var order = order().at(NOON.minus(Duration.ofDays(2))).validFor(Duration.ofDays(9));
        var asserted = accepted(settings, order).asserted();
        assertThat(asserted.warnings()).containsExactly("insecure-long-validity");
        assertThat(asserted.acceptableUntil()).isAfter(NOON.plus(Duration.ofDays(6)));
    }

    @Test
    void demandsEncryptionWhereRequired() {
        assertThat(refused(Settings.requiringEncryption(), order())).isEqualTo("encryption-required");
        assertThat(accepted(Settings.requiringEncryption(), order().encryptedFor(OURS.certificate())))
                .isNotNull();
    }

    @Test
    void demandsTheAuthnContextThatWasAskedFor() {
        var mfa = "https://refeds.org/profile/mfa";
        assertThat(refused(Settings.askingFor(mfa), order())).isEqualTo("authn-context-unmet");
        assertThat(accepted(Settings.askingFor(mfa, "urn:x"), order().authnContext(mfa))
                        .asserted()
                        .authnContexts())
                .containsExactly(mfa);
    }

    @Test
    void tellsThatATransientNameDoesNotLast() {
        assertThat(accepted(ProviderSettings.DEFAULT, order().nameIdFormat(TRANSIENT))
                        .asserted()
                        .subjectLasts())
                .isFalse();
    }

    @Test
    void demandsTheNameIdFormatThatWasAskedFor() {
        var email = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
        assertThat(refused(Settings.wantingFormat(email), order())).isEqualTo("assertion-incomplete");
        assertThat(accepted(
                        Settings.wantingFormat(email),
                        order().nameIdFormat(email).nameId("anna@northwind.example")))
                .isNotNull();
    }

    private static String changed(String response) {
        return response.replaceFirst("(?s)(.*)CipherValue>[^<]{8}", "$1CipherValue>AAAAAAAA");
    }

    private static String refused(ProviderSettings settings, ResponseOrder order) {
        return code(usual().with(settings).judge(IDP.respond(order)));
    }

    private static Accepted accepted(ProviderSettings settings, ResponseOrder order) {
        Judgement judgement = usual().with(settings).judge(IDP.respond(order));
        if (judgement instanceof Accepted accepted) {
            return accepted;
        }
        throw new AssertionError(judgement.toString());
    }
}
