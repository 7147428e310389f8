package io.gatehouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.gatehouse.Gatehouse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The sentences of the house, held against every class of it. */
class ArchitectureTests {
    /** Arrows point down this list, never up. */
    private static final List<List<String>> HOUSE = List.of(
            List.of("signin", "console", "api", "cli"),
            List.of("diagnosis"),
            List.of("saml", "directory", "password", "secondfactor", "portal"),
            List.of("idpconfig", "identityprovider", "account", "partner"),
            List.of("audit", "keys", "limits", "mail", "reason"));

    /** What Spring Modulith takes for "may use everything". */
    private static final String[] ANYTHING = {"¯\\_(ツ)_/¯"};

    private static JavaClasses house;
    private static ApplicationModules modules;

    @BeforeAll
    static void readTheHouse() {
        house = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.gatehouse");
        modules = ApplicationModules.of(Gatehouse.class);
    }

    @Test
    void everyPackageUsesOnlyWhatItDeclares() {
        modules.verify();
    }

    @Test
    void everyPackageDeclaresWhatItMayUse() {
        assertThat(declarations())
                .isNotEmpty()
                .allSatisfy((name, declared) -> assertThat(declared).as(name).isNotEqualTo(ANYTHING));
    }

    @Test
    void everyPackageIsAWordOfTheHouse() {
        assertThat(HOUSE.stream().flatMap(List::stream))
                .containsAll(declarations().keySet());
    }

    @Test
    void arrowsPointDownNeverUp() {
        declarations()
                .forEach((name, declared) -> assertThat(Stream.of(declared).map(d -> d.split(" ")[0]))
                        .as(name + " may use")
                        .allSatisfy(used -> assertThat(floor(used)).isGreaterThanOrEqualTo(floor(name))));
    }

    @Test
    void onlySamlKnowsTheSamlLibrary() {
        holds(Rules.ONLY_SAML_KNOWS_THE_SAML_LIBRARY);
    }

    @Test
    void onlyDirectoryKnowsLdap() {
        holds(Rules.ONLY_DIRECTORY_KNOWS_LDAP);
    }

    @Test
    void onlyDoorsSamlAndKeysServeTheWeb() {
        holds(Rules.ONLY_DOORS_SAML_AND_KEYS_SERVE_THE_WEB);
    }

    @Test
    void onlyStoresSpeakSql() {
        holds(Rules.ONLY_STORES_SPEAK_SQL);
    }

    @Test
    void rowsAreListed() {
        holds(Rules.ROWS_ARE_LISTED);
    }

    @Test
    void nobodyMakesAClock() {
        holds(Rules.NOBODY_MAKES_A_CLOCK);
    }

    @Test
    void timeComesFromAClock() {
        holds(Rules.TIME_COMES_FROM_A_CLOCK);
    }

    @Test
    void onlyKeysMakesRandomness() {
        holds(Rules.ONLY_KEYS_MAKES_RANDOMNESS);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        holds(Rules.NO_FIELD_INJECTION);
    }

    @Test
    void namesSaySomething() {
        holds(Rules.NAMES_SAY_SOMETHING);
    }

    @Test
    void aFaceHasNoFrameworkTypes() {
        holds(Rules.A_FACE_HAS_NO_FRAMEWORK_TYPES);
    }

    @Test
    void aSealedInterfacesKindsStandBesideIt() {
        holds(Rules.A_SEALED_INTERFACES_KINDS_STAND_BESIDE_IT);
    }

    private static void holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(house);
    }

    private static int floor(String module) {
        for (int i = 0; i < HOUSE.size(); i++) {
            if (HOUSE.get(i).contains(module)) {
                return i;
            }
        }
        throw new AssertionError(module + " is no package of the house");
    }

    private static Map<String, String[]> declarations() {
        return modules.stream()
                .collect(Collectors.toMap(
                        m -> m.getIdentifier().toString(),
                        m -> declared(m.getBasePackage().getName())));
    }

    private static String[] declared(String packageName) {
        try {
            var declaration = Class.forName(packageName + ".package-info").getAnnotation(ApplicationModule.class);
            return declaration == null ? ANYTHING : declaration.allowedDependencies();
        } catch (ClassNotFoundException e) {
            return ANYTHING;
        }
    }
}
