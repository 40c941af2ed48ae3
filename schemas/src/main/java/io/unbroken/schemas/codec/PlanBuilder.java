package io.unbroken.schemas.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/// Builds plans from a type of the model and the schema beside it, and refuses whatever has no counterpart.
final class PlanBuilder {

    private PlanBuilder() {}

    /// @throws IllegalStateException naming the place where model and contract differ
    static RecordPlan record(Class<?> type, Schema schema) {
        RecordComponent[] components = type.getRecordComponents();
        Set<String> ours =
                Arrays.stream(components)
                        .map(RecordComponent::getName)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> theirs =
                schema.getFields().stream()
                        .map(Schema.Field::name)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!ours.equals(theirs)) {
            throw new IllegalStateException(
                    "%s has %s, contract %s has %s"
                            .formatted(type.getSimpleName(), ours, schema.getName(), theirs));
        }
        var plans = new ArrayList<Plan>(components.length);
        for (RecordComponent component : components) {
            String place = type.getSimpleName() + "." + component.getName();
            plans.add(
                    of(
                            component.getGenericType(),
                            schema.getField(component.getName()).schema(),
                            place));
        }
        return new RecordPlan(type, schema, plans);
    }

    private static Plan of(Type type, Schema schema, String place) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic, schema, place);
        }
        Class<?> plain = (Class<?>) type;
        Optional<Plan> scalar = Scalars.of(plain, schema);
        if (scalar.isPresent()) {
            return scalar.get();
        }
        if (plain.isEnum() && schema.getType() == Schema.Type.ENUM) {
            return enumeration(plain, schema, place);
        }
        if (plain.isSealed() && schema.getType() == Schema.Type.UNION) {
            return union(plain, schema, place);
        }
        if (plain.isRecord() && schema.getType() == Schema.Type.RECORD) {
            requireName(plain, schema, place);
            return record(plain, schema);
        }
        if (plain.isRecord() && plain.getRecordComponents().length == 1) {
            Type only = plain.getRecordComponents()[0].getGenericType();
            return new Plans.Wrapped(
                    RecordPlan.RecordHandles.of(plain), of(only, schema, place + ".value"));
        }
        throw differs(place, type, schema);
    }

    private static Plan generic(ParameterizedType type, Schema schema, String place) {
        Type element = type.getActualTypeArguments()[0];
        if (type.getRawType() == Optional.class && isOptional(schema)) {
            return new Plans.Maybe(of(element, present(schema), place));
        }
        if (type.getRawType() == List.class && schema.getType() == Schema.Type.ARRAY) {
            return new Plans.Several(of(element, schema.getElementType(), place), schema);
        }
        if (type.getRawType() == Set.class && schema.getType() == Schema.Type.ARRAY) {
            return new Plans.Sorted(of(element, schema.getElementType(), place), schema);
        }
        throw differs(place, type, schema);
    }

    private static boolean isOptional(Schema schema) {
        return schema.getType() == Schema.Type.UNION
                && schema.getTypes().size() > 1
                && schema.getTypes().getFirst().getType() == Schema.Type.NULL;
    }

    /// What an optional value is when it is there: one type, or one of several.
    private static Schema present(Schema schema) {
        List<Schema> types = schema.getTypes();
        return types.size() == 2
                ? types.get(1)
                : Schema.createUnion(types.subList(1, types.size()));
    }

    private static Plan enumeration(Class<?> type, Schema schema, String place) {
        requireName(type, schema, place);
        Map<String, Enum<?>> constants = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), (Enum<?>) constant);
        }
        if (!List.copyOf(constants.keySet()).equals(schema.getEnumSymbols())) {
            throw new IllegalStateException(
                    "%s: model has %s, contract has %s"
                            .formatted(place, constants.keySet(), schema.getEnumSymbols()));
        }
        return new Plans.Enumeration(constants, schema);
    }

    private static Plan union(Class<?> type, Schema schema, String place) {
        Map<String, Class<?>> permitted =
                Arrays.stream(type.getPermittedSubclasses())
                        .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));
        Map<String, Plan> byName = new LinkedHashMap<>();
        for (Schema branch : schema.getTypes()) {
            Class<?> subtype = permitted.get(branch.getName());
            if (subtype == null) {
                throw differs(place, type, branch);
            }
            byName.put(branch.getName(), of(subtype, branch, place));
        }
        return new Plans.OneOf(byName, place);
    }

    private static void requireName(Class<?> type, Schema schema, String place) {
        if (!type.getSimpleName().equals(schema.getName())) {
            throw differs(place, type, schema);
        }
    }

    private static IllegalStateException differs(String place, Type type, Schema schema) {
        return new IllegalStateException(
                "%s: no way between %s and %s".formatted(place, type.getTypeName(), schema));
    }
}
