package io.gatehouse.saml.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.saml.Asserted;
import io.gatehouse.saml.encryption.Decryption;
import io.gatehouse.saml.encryption.EncryptedContent;
import io.gatehouse.saml.judgement.OpenSamlOpinion.Opinion;
import io.gatehouse.saml.markup.BoundedReader;
import io.gatehouse.saml.markup.Malformed;
import io.gatehouse.saml.response.AssertionReader;
import io.gatehouse.saml.response.ReadAssertion;
import io.gatehouse.saml.response.ReadResponse;
import io.gatehouse.saml.response.ResponseReader;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;
import org.opensaml.xmlsec.encryption.support.DecryptionException;

/** What we accepted, held against OpenSAML: it verifies it too, and reads the same of the very same element. */
@NullUnmarked // the library does not say what may be null
final class CrossCheck {
    private CrossCheck() {}

    static void agree(Judging judging, byte[] bytes, Asserted asserted) throws Malformed {
        var opinion = OpenSamlOpinion.asIn(judging).of(bytes);
        assertThat(opinion).isInstanceOf(Opinion.Vouched.class);
        agree((Opinion.Vouched) opinion, judging, bytes, asserted);
    }

    /** The same for a mutant, unless OpenSAML cannot open the envelope: nobody need have signed that, and it asks more of it than SAML. */
    static void agreeIfOpen(Judging judging, byte[] bytes, Asserted asserted) throws Malformed {
        var opinion = OpenSamlOpinion.asIn(judging).of(bytes);
        if (opinion instanceof Opinion.Refused refused && refused.why() instanceof DecryptionException) {
            return;
        }
        assertThat(opinion).isInstanceOf(Opinion.Vouched.class);
        agree((Opinion.Vouched) opinion, judging, bytes, asserted);
    }

    private static void agree(Opinion.Vouched vouched, Judging judging, byte[] bytes, Asserted asserted)
            throws Malformed {
        assertThat(vouched.assertions()).hasSize(1);
        var response = ResponseReader.read(BoundedReader.read(bytes).getDocumentElement());
        var ours = assertion(response, judging);
        var theirs = vouched.assertions().getFirst();

        // The same element, to the last attribute: not one of the same ID somewhere else.
        assertThat(theirs.getDOM().isEqualNode(ours.element())).isTrue();
        assertThat(vouched.response().getID()).isEqualTo(response.id());
        assertThat(vouched.response().isSigned()).isEqualTo(response.signature() != null);
        assertThat(theirs.isSigned()).isEqualTo(ours.signature() != null);

        var reading = Reading.of(theirs);
        assertThat(reading).isEqualTo(Reading.of(ours));
        said(reading, asserted, judging);
    }

    /** And that is what goes on into the sign-in. */
    private static void said(Reading theirs, Asserted asserted, Judging judging) {
        assertThat(theirs.id()).isEqualTo(asserted.assertionId());
        assertThat(theirs.issuer()).isEqualTo(asserted.issuer());
        var name = asserted.nameId();
        if (name != null) {
            assertThat(theirs.name())
                    .containsExactly(name.value(), name.format(), name.nameQualifier(), name.spNameQualifier());
        }
        assertThat(theirs.authentication().getFirst()).isEqualTo(asserted.authnInstant());
        assertThat(theirs.authentication().get(1)).isEqualTo(asserted.sessionIndex());
        assertThat(theirs.confirmations()).anySatisfy(confirmation -> {
            assertThat(confirmation.getFirst()).isEqualTo(judging.consumer());
            assertThat(confirmation.getLast()).isEqualTo(asserted.inResponseTo());
        });
        assertThat((List<?>) Objects.requireNonNull(theirs.conditions()).getLast())
                .isNotEmpty()
                .allSatisfy(
                        audiences -> assertThat((List<?>) audiences).asList().contains(judging.entityId()));
        if (asserted.email() != null && !asserted.email().equals(asserted.subject())) {
            assertThat(theirs.attributes())
                    .anySatisfy(a -> assertThat((List<?>) a.getLast()).asList().containsExactly(asserted.email()));
        }
    }

    private static ReadAssertion assertion(ReadResponse response, Judging judging) throws Malformed {
        if (response.assertion() != null) {
            return response.assertion();
        }
        var content = EncryptedContent.read(Objects.requireNonNull(response.encryptedAssertion()));
        boolean covered = response.signature() != null;
        var decryption = new Decryption(
                content, judging.decryptionKeys(), judging.settings().exceptions(), covered);
        return AssertionReader.read(
                BoundedReader.read(decryption.open().orElseThrow()).getDocumentElement());
    }
}
