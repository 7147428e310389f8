package io.gatehouse.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.stereotype.Repository;

/** The sentences of the house that can be read off the class files; {@link ArchitectureTests} holds the house to them. */
final class Rules {
    private static final Set<String> SQL = Set.of(
            "org.springframework.jdbc.core.simple.JdbcClient",
            "org.springframework.jdbc.core.JdbcTemplate",
            "org.springframework.jdbc.core.JdbcOperations",
            "org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate",
            "org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations",
            "java.sql.Connection",
            "java.sql.Statement",
            "java.sql.PreparedStatement");

    private static final Set<String> RANDOM = Set.of(
            "java.security.SecureRandom",
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.concurrent.ThreadLocalRandom");

    private static final Set<String> INJECTING =
            Set.of("Autowired", "Value", "Inject", "Resource", "PersistenceContext");

    private static final Pattern EMPTY_NAME =
            Pattern.compile("(Abstract|Default).*|.*(Impl|Manager|Helper|Utils?|Base|Dto|DTO|Data|Info)");

    static final ArchRule ONLY_SAML_KNOWS_THE_SAML_LIBRARY = noClasses()
            .that()
            .resideOutsideOfPackage("..gatehouse..saml..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.opensaml..",
                    "net.shibboleth..",
                    "org.apache.xml.security..",
                    "org.springframework.security.saml2..")
            .because("the SAML library must be exchangeable by changing one package (docs/adr/0005)");

    static final ArchRule ONLY_DIRECTORY_KNOWS_LDAP = noClasses()
            .that()
            .resideOutsideOfPackage("..gatehouse..directory..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework.ldap..", "org.springframework.security.ldap..", "javax.naming.ldap..");

    /** The doors answer browsers, {@code saml} stands in their filter chain, {@code keys} publishes its public keys. */
    static final ArchRule ONLY_DOORS_SAML_AND_KEYS_SERVE_THE_WEB = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "..gatehouse..signin..",
                    "..gatehouse..console..",
                    "..gatehouse..api..",
                    "..gatehouse..cli..",
                    "..gatehouse..saml..",
                    "..gatehouse..keys..")
            .should()
            .dependOnClassesThat(aWebClass());

    static final ArchRule ONLY_STORES_SPEAK_SQL = noClasses()
            .that(not(isWithinAStore()))
            .should()
            .dependOnClassesThat(named(SQL))
            .because("SQL lives in @Repository classes, one statement a method (docs/adr/0008)");

    /** A stream of rows holds its connection until somebody closes it, and nobody ever does; a list gives it back. */
    static final ArchRule ROWS_ARE_LISTED = noClasses()
            .should()
            .callMethodWhere(target(
                    "streams rows",
                    a -> a.getTargetOwner().getName().startsWith("org.springframework.jdbc.core.")
                            && (a.getName().equals("stream") || a.getName().equals("queryForStream"))));

    /** {@code Clocks} makes the clock; the commands run without the application that would inject it. */
    static final ArchRule NOBODY_MAKES_A_CLOCK = noClasses()
            .that(not(simpleName("Clocks")))
            .and()
            .resideOutsideOfPackage("..gatehouse..cli..")
            .should()
            .callMethodWhere(target(
                    "makes a clock",
                    a -> a.getTargetOwner().getName().equals("java.time.Clock")
                            && (a.getName().startsWith("system") || a.getName().startsWith("tick"))));

    /** {@code System.nanoTime} measures how long something took and tells no time, so it may be asked. */
    static final ArchRule TIME_COMES_FROM_A_CLOCK = noClasses()
            .should()
            .callMethodWhere(target("reads the time without a Clock", Rules::readsTheTime))
            .orShould()
            .callConstructorWhere(target(
                    "reads the time without a Clock",
                    a -> takesNothing(a)
                            && Set.of("java.util.Date", "java.util.GregorianCalendar")
                                    .contains(a.getTargetOwner().getName())));

    static final ArchRule ONLY_KEYS_MAKES_RANDOMNESS = noClasses()
            .that()
            .resideOutsideOfPackage("..gatehouse..keys..")
            .should()
            .dependOnClassesThat(named(RANDOM))
            .orShould()
            .callMethodWhere(target(
                    "makes randomness",
                    a -> a.getTarget().getFullName().equals("java.util.UUID.randomUUID()")
                            || a.getTarget().getFullName().equals("java.lang.Math.random()")));

    static final ArchRule NO_FIELD_INJECTION = noFields()
            .should()
            .beAnnotatedWith(describe(
                    "an injecting annotation",
                    a -> INJECTING.contains(a.getRawType().getSimpleName())))
            .because("what a class needs comes in by its constructor");

    static final ArchRule NAMES_SAY_SOMETHING = classes()
            .that(describe("have a name", c -> !c.getSimpleName().isEmpty()))
            .should(SayingConditions.haveANameOtherThan(EMPTY_NAME));

    static final ArchRule A_FACE_HAS_NO_FRAMEWORK_TYPES =
            classes().that(describe("are a face", Faces::isAFace)).should(Faces.haveNoFrameworkTypes());

    static final ArchRule A_SEALED_INTERFACES_KINDS_STAND_BESIDE_IT = classes()
            .that(describe("are sealed", c -> c.reflect().isSealed()))
            .should(SayingConditions.haveTheirKindsBeside());

    private Rules() {}

    private static DescribedPredicate<JavaClass> aWebClass() {
        return resideInAnyPackage(
                        "jakarta.servlet..",
                        "org.springframework.web..",
                        "org.springframework.security.web..",
                        "org.springframework.http.server..",
                        "org.springframework.boot.web..",
                        "org.apache.catalina..",
                        "com.sun.net.httpserver..")
                // Asking somebody else over HTTP is not serving; portal does it, and the web client has no servlet in
                // it.
                .and(not(resideInAPackage("org.springframework.web.client..")))
                .as("web classes");
    }

    private static DescribedPredicate<JavaClass> isWithinAStore() {
        return describe("are within a store", c -> {
            for (var at = c; ; at = at.getEnclosingClass().orElseThrow()) {
                if (at.isAnnotatedWith(Repository.class)) {
                    return true;
                }
                if (at.getEnclosingClass().isEmpty()) {
                    return false;
                }
            }
        });
    }

    private static DescribedPredicate<JavaClass> named(Set<String> names) {
        return describe("are any of " + names, c -> names.contains(c.getName()));
    }

    private static boolean readsTheTime(JavaAccess<?> a) {
        String target = a.getTargetOwner().getName() + "." + a.getName();
        return target.equals("java.lang.System.currentTimeMillis")
                || target.equals("java.util.Calendar.getInstance")
                || (a.getTargetOwner().getPackageName().equals("java.time")
                        && a.getName().equals("now")
                        && a.getTarget() instanceof AccessTarget.CodeUnitCallTarget call
                        && call.getRawParameterTypes().stream()
                                .noneMatch(p -> p.getName().equals("java.time.Clock")));
    }

    private static boolean takesNothing(JavaAccess<?> a) {
        return a.getTarget() instanceof AccessTarget.CodeUnitCallTarget call
                && call.getRawParameterTypes().isEmpty();
    }

    private static <T extends JavaAccess<?>> DescribedPredicate<T> target(String words, Predicate<? super T> test) {
        return describe(words, test);
    }
}
