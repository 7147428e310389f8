package io.gatehouse.saml.judgement;

import static io.gatehouse.saml.judgement.Judging.IDP;
import static io.gatehouse.saml.judgement.Judging.NOON;
import static io.gatehouse.saml.judgement.Judging.OURS;
import static io.gatehouse.saml.judgement.Judging.REQUEST;
import static io.gatehouse.saml.judgement.Judging.order;
import static io.gatehouse.saml.judgement.Judging.usual;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.saml.Asserted;
import io.gatehouse.saml.judgement.ResponseJudge.Judgement.Accepted;
import io.gatehouse.saml.judgement.ResponseJudge.Judgement.Refused;
import io.gatehouse.testing.ResponseOrder;
import io.gatehouse.testing.ResponseOrder.KeyPlace;
import io.gatehouse.testing.ResponseOrder.Signing;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResponseJudgeTests {
    private static final String GCM = "http://www.w3.org/2009/xmlenc11#aes256-gcm";
    private static final String CBC = "http://www.w3.org/2001/04/xmlenc#aes256-cbc";
    private static final String OAEP_11 = "http://www.w3.org/2009/xmlenc11#rsa-oaep";
    private static final String OAEP = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";

    @ParameterizedTest
    @EnumSource(
            value = Signing.class,
            names = {"RESPONSE", "ASSERTION", "BOTH"})
    void acceptsASignedResponseASignedAssertionAndBoth(Signing signing) {
        var accepted = accepted(order().signing(signing));
        assertThat(accepted.asserted().subject()).isEqualTo("b3c5a1f0-anna");
        assertThat(accepted.pending()).isNotNull();
    }

    @Test
    void tellsWhatWasAsserted() {
        var order = order().ids("_r", "_a").sessionIndex("_s");
        var asserted = accepted(order).asserted();
        assertThat(asserted)
                .isEqualTo(new Asserted(
                        IDP.entityId(),
                        "b3c5a1f0-anna",
                        new Asserted.NameIdentifier(
                                "b3c5a1f0-anna", "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent", null, null),
                        "_s",
                        "anna@northwind.example",
                        "Anna",
                        "Berg",
                        java.util.List.of("orders", "returns"),
                        java.util.List.of("urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"),
                        NOON,
                        "_r",
                        "_a",
                        REQUEST,
                        Judging.fingerprint(IDP.certificate()),
                        NOON.plus(Duration.ofMinutes(7)),
                        java.util.List.of()));
    }

    @ParameterizedTest
    @EnumSource(KeyPlace.class)
    void opensASignedAssertionEncryptedInsideAnUnsignedResponse(KeyPlace place) {
        var order = order().signing(Signing.ASSERTION).encryptedFor(OURS.certificate());
        assertThat(accepted(order.encryptedBy(GCM, OAEP, place)).asserted().email())
                .isEqualTo("anna@northwind.example");
        assertThat(accepted(order.encryptedBy(GCM, OAEP_11, place)).asserted().email())
                .isEqualTo("anna@northwind.example");
        assertThat(accepted(order.encryptedBy(GCM, OAEP, place)).openedBy()).isEqualTo(OURS.privateKey());
    }

    @Test
    void opensAnUnsignedAssertionEncryptedInsideASignedResponse() {
        var order = order().signing(Signing.RESPONSE).encryptedFor(OURS.certificate());
        assertThat(accepted(order).asserted().warnings()).isEmpty();
        assertThat(accepted(order.encryptedBy(CBC, OAEP, KeyPlace.INSIDE))
                        .asserted()
                        .warnings())
                .isEmpty();
    }

    private static Accepted accepted(ResponseOrder order) {
        return switch (usual().judge(IDP.respond(order))) {
            case Accepted accepted -> accepted;
            case Refused refused -> throw new AssertionError(refused.why().toString());
        };
    }
}
