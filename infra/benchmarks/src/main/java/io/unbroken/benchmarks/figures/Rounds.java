package io.unbroken.benchmarks.figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What each round gave, by name.
public final class Rounds {

    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    public void add(String name, double value) {
        values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }

    public List<Double> of(String name) {
        List<Double> found = values.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "expected one of %s, found %s".formatted(values.keySet(), name));
        }
        return List.copyOf(found);
    }
}
