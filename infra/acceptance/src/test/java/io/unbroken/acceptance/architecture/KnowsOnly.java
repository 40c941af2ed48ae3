package io.unbroken.acceptance.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;

/// A class uses only modules that its own may know.
final class KnowsOnly extends ArchCondition<JavaClass> {

    private final Map<String, List<String>> mayKnow;

    KnowsOnly(Map<String, List<String>> mayKnow) {
        super("know only the modules that it may");
        this.mayKnow = mayKnow;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        String own = ArchitectureRules.module(type);
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            String other = ArchitectureRules.module(dependency.getTargetClass());
            if (!other.isEmpty()
                    && !other.equals(own)
                    && !mayKnow.getOrDefault(own, List.of()).contains(other)) {
                events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
            }
        }
    }
}
