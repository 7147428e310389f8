package io.gatehouse.saml.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.reason.Reason;
import io.gatehouse.saml.Asserted;
import io.gatehouse.saml.judgement.ResponseJudge.Judgement.Accepted;
import io.gatehouse.saml.judgement.ResponseJudge.Judgement.Refused;
import io.gatehouse.saml.judgement.ValidForms.Form;
import io.gatehouse.saml.markup.Malformed;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever happens to a valid response on its way: nobody comes in as anybody but the one that was signed for. */
class MutationTests {
    private static final long SEED = 20_261_120;
    private static final int EACH = 250;

    @Test
    void acceptsNothingButWhatWasSigned() throws Malformed {
        List<Form> forms = ValidForms.few();
        int accepted = 0;
        for (int i = 0; i < forms.size(); i++) {
            byte[] other = forms.get((i + 1) % forms.size()).response();
            accepted +=
                    accepted(forms.get(i), new Mutations(SEED + i, forms.get(i).response(), other));
        }
        assertThat(accepted)
                .as("some changes do no harm, or this would test nothing")
                .isBetween(1, EACH);
    }

    private static int accepted(Form form, Mutations mutations) throws Malformed {
        var genuine = signed(((Accepted) form.judging().judge(form.response())).asserted());
        int accepted = 0;
        for (int n = 0; n < EACH; n++) {
            byte[] mutant = mutations.next();
            String which = form + " " + n + ": " + Base64.getEncoder().encodeToString(mutant);
            switch (form.judging().judge(mutant)) {
                case Accepted it -> {
                    accepted++;
                    assertThat(signed(it.asserted())).as(which).isEqualTo(genuine);
                    CrossCheck.agreeIfOpen(form.judging(), mutant, it.asserted());
                }
                case Refused it -> assertThat(it.why().reason()).as(which).isNotEqualTo(Reason.UNFORESEEN);
            }
        }
        return accepted;
    }

    // Without what the response around a signed assertion says: nobody need have signed that.
    private static Asserted signed(Asserted a) {
        return new Asserted(
                a.issuer(),
                a.subject(),
                a.nameId(),
                a.sessionIndex(),
                a.email(),
                a.givenName(),
                a.familyName(),
                a.groups(),
                a.authnContexts(),
                a.authnInstant(),
                "-",
                a.assertionId(),
                a.inResponseTo(),
                a.signingKeyFingerprint(),
                Instant.EPOCH,
                List.of());
    }
}
