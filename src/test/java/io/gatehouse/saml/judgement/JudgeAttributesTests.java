package io.gatehouse.saml.judgement;

import static io.gatehouse.saml.judgement.Judging.IDP;
import static io.gatehouse.saml.judgement.Judging.code;
import static io.gatehouse.saml.judgement.Judging.order;
import static io.gatehouse.saml.judgement.Judging.usual;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.reason.Reason;
import io.gatehouse.saml.Settings;
import io.gatehouse.saml.judgement.ResponseJudge.Judgement;
import io.gatehouse.saml.judgement.ResponseJudge.Judgement.Accepted;
import io.gatehouse.saml.markup.Parts;
import io.gatehouse.testing.ResponseOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which attributes say who the person is. */
class JudgeAttributesTests {
    private static final String TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";

    @Test
    void identifiesByAnAttribute() {
        var settings = Settings.identifyingBy("employeeNumber");
        var order = order().nameId("x1").nameIdFormat(TRANSIENT);
        assertThat(refused(settings, order)).isEqualTo("attribute-missing");
        assertThat(refused(settings, order.attribute("employeeNumber", "7", "8")))
                .isEqualTo("attribute-missing");
        var asserted =
                accepted(settings, order.attribute("employeeNumber", "7")).asserted();
        assertThat(asserted.subject()).isEqualTo("7");
        assertThat(asserted.subjectLasts()).isTrue();
        assertThat(accepted(settings, order().nameId(null).attribute("employeeNumber", "7"))
                        .asserted()
                        .nameId())
                .isNull();
    }

    @Test
    void triesTheConfiguredAttributeNamesInOrder() {
        var settings = Settings.mapping(Map.of("email", List.of("absent", "mail"), "groups", List.of("roles")));
        var asserted = accepted(
                        settings,
                        order().attribute("mail", "a@northwind.example").attribute("roles", "r1", "r2"))
                .asserted();
        assertThat(asserted.email()).isEqualTo("a@northwind.example");
        assertThat(asserted.groups()).containsExactly("r1", "r2");
        assertThat(asserted.givenName()).isEqualTo("Anna");
    }

    @Test
    void takesTheFirstConfiguredNameWhateverTheOthersSay() {
        var settings = Settings.mapping(Map.of("email", List.of("mail", "email")));
        var order = order().attribute("mail", "a@northwind.example").attribute("email", "b@northwind.example");
        assertThat(accepted(settings, order).asserted().email()).isEqualTo("a@northwind.example");
    }

    @Test
    void refusesUsualNamesThatDisagreeOnTheAddressAndNamesThem() {
        var order = order().attribute("email", "a@northwind.example").attribute("mail", "b@northwind.example");
        var refused = (Judgement.Refused) usual().judge(IDP.respond(order));
        assertThat(refused.why().reason()).isEqualTo(Reason.ATTRIBUTE_MISSING);
        assertThat(refused.why().evidence().values())
                .containsEntry("attribute", List.of("email", "mail"))
                .containsEntry("problem", "different values under names that mean the same");
    }

    @Test
    void takesTheSameAddressUnderSeveralUsualNamesInAnyLetters() {
        var order = order().attribute("email", "Anna@Northwind.example").attribute("mail", "anna@northwind.example");
        assertThat(accepted(ProviderSettings.DEFAULT, order).asserted().email()).isEqualTo("Anna@Northwind.example");
    }

    @Test
    void letsAnAttributeThatIsNotMappedBeAnything() {
        var order = order().attribute("urn:oid:1.3.6.1.4.1.5923.1.1.1.10", "x").changedBeforeSigning(d -> {
            var values = d.getElementsByTagNameNS(Parts.SAML, "AttributeValue");
            values.item(values.getLength() - 1).appendChild(d.createElementNS(Parts.SAML, "saml:NameID"));
        });
        assertThat(accepted(ProviderSettings.DEFAULT, order).asserted().email()).isEqualTo("anna@northwind.example");
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
