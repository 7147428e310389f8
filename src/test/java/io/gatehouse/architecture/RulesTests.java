package io.gatehouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.gatehouse.architecture.face.ShowsAFramework;
import io.gatehouse.architecture.face.ShowsOnlyItself;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule bites what breaks it, and lets its neighbour be. */
class RulesTests {
    @ParameterizedTest(name = "{1}")
    @MethodSource
    void bites(ArchRule rule, Class<?> offence) {
        assertThat(holds(rule, offence)).isFalse();
    }

    static Stream<Arguments> bites() {
        return Stream.of(
                arguments(Rules.ONLY_SAML_KNOWS_THE_SAML_LIBRARY, Offences.KnowsTheSamlLibrary.class),
                arguments(Rules.ONLY_DIRECTORY_KNOWS_LDAP, Offences.KnowsLdap.class),
                arguments(Rules.ONLY_DOORS_SAML_AND_KEYS_SERVE_THE_WEB, Offences.ServesTheWeb.class),
                arguments(Rules.ONLY_STORES_SPEAK_SQL, Offences.SpeaksSql.class),
                arguments(Rules.ROWS_ARE_LISTED, Offences.StreamsRows.class),
                arguments(Rules.NOBODY_MAKES_A_CLOCK, Offences.MakesAClock.class),
                arguments(Rules.TIME_COMES_FROM_A_CLOCK, Offences.ReadsTheTime.class),
                arguments(Rules.TIME_COMES_FROM_A_CLOCK, Offences.ReadsTheMillis.class),
                arguments(Rules.TIME_COMES_FROM_A_CLOCK, Offences.MakesADateOfNow.class),
                arguments(Rules.ONLY_KEYS_MAKES_RANDOMNESS, Offences.MakesItsOwnRandomness.class),
                arguments(Rules.ONLY_KEYS_MAKES_RANDOMNESS, Offences.MakesItsOwnIds.class),
                arguments(Rules.NO_FIELD_INJECTION, Offences.IsInjectedInto.class),
                arguments(Rules.NAMES_SAY_SOMETHING, Offences.GreetingImpl.class),
                arguments(Rules.NAMES_SAY_SOMETHING, Offences.AbstractGreeting.class),
                arguments(Rules.NAMES_SAY_SOMETHING, Offences.DefaultGreeting.class),
                arguments(Rules.A_SEALED_INTERFACES_KINDS_STAND_BESIDE_IT, Offences.Open.class),
                arguments(Rules.A_FACE_HAS_NO_FRAMEWORK_TYPES, ShowsAFramework.class));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void letsBe(ArchRule rule, Class<?> neighbour) {
        assertThat(holds(rule, neighbour)).isTrue();
    }

    static Stream<Arguments> letsBe() {
        return Stream.of(
                arguments(Rules.ONLY_DOORS_SAML_AND_KEYS_SERVE_THE_WEB, Offences.AsksSomebodyElse.class),
                arguments(Rules.ONLY_STORES_SPEAK_SQL, Offences.Stores.class),
                arguments(Rules.ONLY_STORES_SPEAK_SQL, Offences.Stores.Row.class),
                arguments(Rules.ROWS_ARE_LISTED, Offences.ListsRows.class),
                arguments(Rules.TIME_COMES_FROM_A_CLOCK, Offences.AsksItsClock.class),
                arguments(Rules.ONLY_KEYS_MAKES_RANDOMNESS, Offences.ReadsItsIds.class),
                arguments(Rules.NAMES_SAY_SOMETHING, Offences.Greeting.class),
                arguments(Rules.A_SEALED_INTERFACES_KINDS_STAND_BESIDE_IT, Offences.Answer.class),
                arguments(Rules.A_FACE_HAS_NO_FRAMEWORK_TYPES, ShowsOnlyItself.class));
    }

    private static boolean holds(ArchRule rule, Class<?> type) {
        return !rule.allowEmptyShould(true).evaluate(withItsPackage(type)).hasViolation();
    }

    /** What a package says of itself is read from its package-info, as from any other class. */
    private static JavaClasses withItsPackage(Class<?> type) {
        try {
            var itsPackage = Class.forName(type.getPackageName() + ".package-info");
            return new ClassFileImporter().importClasses(type, itsPackage);
        } catch (ClassNotFoundException _) {
            return new ClassFileImporter().importClasses(type);
        }
    }
}
