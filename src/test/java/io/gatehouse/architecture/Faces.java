package io.gatehouse.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A face is what other packages see of one: the public types of its base package and of a named interface. */
final class Faces {
    /** Faces that do carry a framework's types, each with the reason. */
    private static final Map<String, Set<String>> EXCEPTIONS = Map.of(
            // Answering a browser is what the SAML filters ask the door to do, so the request and response are its
            // subject.
            "io.gatehouse.saml.SignInDoor", Set.of("jakarta.servlet.http."),
            "io.gatehouse.saml.LogoutDoor", Set.of("jakarta.servlet.http."),
            "io.gatehouse.saml.SingleLogout", Set.of("jakarta.servlet.http."),
            // And what the door puts into its chain are filters.
            "io.gatehouse.saml.SamlFilters", Set.of("jakarta.servlet.Filter"),
            // A cookie comes with a request and goes with a response.
            "io.gatehouse.keys.cookie.Cookies", Set.of("jakarta.servlet.http."),
            // A store that another one of its package makes for itself.
            "io.gatehouse.identityprovider.notice.Deadlines", Set.of("org.springframework.jdbc."),
            // The console gives a browser its session at the end of a sign-in.
            "io.gatehouse.signin.ConsoleDoor", Set.of("jakarta.servlet.http."));

    /** What one door lends another of its front: requests, filters and headers are the subject there. */
    private static final Map<String, Set<String>> LENT = Map.of(
            "io.gatehouse.signin.page", Set.of("jakarta.servlet.", "org.springframework.security."),
            "io.gatehouse.signin.refusal", Set.of("jakarta.servlet.", "org.springframework."),
            "io.gatehouse.signin.signout", Set.of("jakarta.servlet."),
            "io.gatehouse.signin.security", Set.of("jakarta.servlet.Filter", "org.springframework.security."));

    private Faces() {}

    static boolean isAFace(JavaClass type) {
        if (!isPublicAllTheWay(type) || type.getPackageName().equals("io.gatehouse")) {
            return false;
        }
        var module = type.getPackage();
        return module.isAnnotatedWith("org.springframework.modulith.ApplicationModule")
                || module.isAnnotatedWith("org.springframework.modulith.NamedInterface");
    }

    static ArchCondition<JavaClass> haveNoFrameworkTypes() {
        return new ArchCondition<>("have no framework types in what is public of them") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                involved(type)
                        .flatMap(t -> t.getAllInvolvedRawTypes().stream())
                        .map(Faces::elementName)
                        .distinct()
                        .filter(name -> !isPlain(name) && !isExcepted(type, name))
                        .forEach(name -> events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " shows " + name + " to other packages")));
            }
        };
    }

    private static Stream<JavaType> involved(JavaClass type) {
        var parents = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        var fields = type.getFields().stream().filter(Faces::isPublic).map(JavaField::getType);
        var units = type.getCodeUnits().stream().filter(Faces::isPublic).flatMap(Faces::signature);
        return Stream.of(parents, fields, units).flatMap(s -> s);
    }

    private static Stream<JavaType> signature(JavaCodeUnit unit) {
        var thrown = unit.getThrowsClause().stream().map(t -> (JavaType) t.getRawType());
        return Stream.of(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream(), thrown)
                .flatMap(s -> s);
    }

    private static boolean isPublic(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC);
    }

    private static boolean isPublicAllTheWay(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(Faces::isPublicAllTheWay).orElse(true);
    }

    private static String elementName(JavaClass type) {
        return type.getBaseComponentType().getName();
    }

    private static boolean isPlain(String name) {
        return !name.contains(".")
                || name.startsWith("java.")
                || name.startsWith("javax.")
                || name.startsWith("io.gatehouse.");
    }

    private static boolean isExcepted(JavaClass type, String name) {
        return Stream.of(
                        EXCEPTIONS.getOrDefault(type.getName(), Set.of()),
                        LENT.getOrDefault(type.getPackageName(), Set.of()))
                .flatMap(Set::stream)
                .anyMatch(name::startsWith);
    }
}
