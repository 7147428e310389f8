package io.gatehouse.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.regex.Pattern;

/** What the rules about names and kinds ask of a class. */
final class SayingConditions {
    /** Words of the domain that only look empty: the vendor's person whom the portal's guide calls the account manager. */
    private static final Set<String> DOMAIN_WORDS = Set.of("AccountManager");

    private SayingConditions() {}

    static ArchCondition<JavaClass> haveANameOtherThan(Pattern empty) {
        return new ArchCondition<>("be named for what they are in the domain") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String name = type.getSimpleName();
                if (empty.matcher(name).matches() && !DOMAIN_WORDS.contains(name)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " has a name that says nothing"));
                }
            }
        };
    }

    /** The compiler keeps them in one package already; this keeps them easy to find, and closed. */
    static ArchCondition<JavaClass> haveTheirKindsBeside() {
        return new ArchCondition<>("have their kinds inside or in a file beside them, and closed") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var sealed = type.reflect();
                for (var kind : sealed.getPermittedSubclasses()) {
                    boolean beside = kind.getEnclosingClass() == null
                            || kind.getEnclosingClass() == sealed
                            || kind.getEnclosingClass() == sealed.getEnclosingClass();
                    boolean closed = kind.isSealed() || Modifier.isFinal(kind.getModifiers());
                    if (!beside || !closed) {
                        events.add(SimpleConditionEvent.violated(
                                type, kind.getName() + " is hidden away from, or an open kind of, " + type.getName()));
                    }
                }
            }
        };
    }
}
