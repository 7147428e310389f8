package io.gatehouse.identityprovider.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.entity.EntityClaim;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.testing.TestClock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each rule is brought about by one change to a document that breaks none, and is said of the element that was changed. */
class EveryRuleTests {
    @Test
    void saysNothingOfTheDocumentThatIsChanged() {
        assertThat(read(BrokenDocument.of(BrokenDocument.PLAIN, 1)).findings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void findsItAndSaysWhere(Rule rule) {
        var broken = BrokenDocument.by(rule);
        var reading = read(broken);
        var found = byOthers(rule, reading).orElse(reading.findings()).stream()
                .filter(f -> f.rule().equals(rule.id()))
                .toList();

        assertThat(found).as("%s", reading.findings()).isNotEmpty();
        assertThat(found.getFirst().position().line()).isEqualTo(broken.line());
        assertThat(found.getFirst().severity()).isEqualTo(rule.severity());
        assertThat(found.getFirst().message()).startsWith(rule.meaning());
        assertThat(reading.metadata() == null)
                .isEqualTo(reading.findings().stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR));
    }

    @Test
    void holdsRequestsAgainstTheSettingsToo() {
        var unasked = BrokenDocument.PLAIN.replace(" WantAuthnRequestsSigned=\"true\"", "");
        var always = new BrokenDocument(unasked, 4, null, new Terms(List.of(), false, true), BrokenDocument.NOW);

        assertThat(read(always).findings()).isEmpty();
    }

    @Test
    void letsPlainHttpBeWhereTheSettingsAllowIt() {
        var plain = BrokenDocument.PLAIN.replace("https://sso", "http://sso");
        var allowed = new BrokenDocument(plain, 10, null, new Terms(List.of(), true, false), BrokenDocument.NOW);

        assertThat(read(allowed).findings()).extracting(Finding::rule).containsOnly("endpoint-http");
    }

    private static Optional<List<Finding>> byOthers(Rule rule, MetadataReading reading) {
        var ours = new EntityClaim(new RegistrationId("ours"), new PartnerId("northwind"), BrokenDocument.ENTITY);
        var other = switch (rule) {
            case ENTITY_ID_IN_USE ->
                new EntityClaim(new RegistrationId("second"), new PartnerId("northwind"), BrokenDocument.ENTITY);
            case ENTITY_ID_OF_ANOTHER_PARTNER ->
                new EntityClaim(new RegistrationId("theirs"), new PartnerId("fabrikam"), BrokenDocument.ENTITY);
            case ENTITY_ID_LIKE_ANOTHERS ->
                new EntityClaim(
                        new RegistrationId("theirs"), new PartnerId("fabrikam"), "https://idp.p\u0430rtner.example");
            default -> null;
        };
        return Optional.ofNullable(other)
                .map(claim -> ours.beside(List.of(ours, claim), reading.vendor(), reading.place()));
    }

    private static MetadataReading read(BrokenDocument broken) {
        return new MetadataReader(new TestClock(broken.at()))
                .read(broken.text().getBytes(StandardCharsets.UTF_8), broken.chosen(), broken.terms());
    }
}
