package io.unbroken.acceptance.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Predicate;

/// A class, its name or its package is as a predicate says.
final class NameIs extends ArchCondition<JavaClass> {

    private final Predicate<JavaClass> right;

    NameIs(Predicate<JavaClass> right) {
        super("be as described");
        this.right = right;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        boolean satisfied = right.test(type);
        events.add(
                new SimpleConditionEvent(
                        type, satisfied, type.getName() + (satisfied ? " is so" : " is not so")));
    }
}
