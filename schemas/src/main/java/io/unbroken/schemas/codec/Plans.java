package io.unbroken.schemas.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/// The plans of composed values.
final class Plans {

    private Plans() {}

    private static <T> T as(Class<T> type, @Nullable Object avro) {
        if (!type.isInstance(avro)) {
            throw new IllegalArgumentException("expected an Avro " + type.getSimpleName());
        }
        return type.cast(avro);
    }

    /// A record of one component, such as an identifier, is that component alone on the wire.
    record Wrapped(RecordPlan.RecordHandles handles, Plan content) implements Plan {
        @Override
        public @Nullable Object toAvro(Object model) {
            return content.toAvro(handles.component(0, model));
        }

        @Override
        public Object toModel(@Nullable Object avro) {
            return handles.construct(new Object[] {content.toModel(avro)});
        }
    }

    /// Optional and a union with null.
    record Maybe(Plan content) implements Plan {
        @Override
        public @Nullable Object toAvro(Object model) {
            Optional<?> optional = (Optional<?>) model;
            return optional.isPresent() ? content.toAvro(optional.get()) : null;
        }

        @Override
        public Object toModel(@Nullable Object avro) {
            return avro == null ? Optional.empty() : Optional.of(content.toModel(avro));
        }
    }

    /// List and array.
    record Several(Plan element, Schema schema) implements Plan {
        @Override
        public Object toAvro(Object model) {
            List<?> list = (List<?>) model;
            var array = new GenericData.Array<@Nullable Object>(list.size(), schema);
            list.forEach(each -> array.add(element.toAvro(each)));
            return array;
        }

        @Override
        public Object toModel(@Nullable Object avro) {
            Collection<?> array = as(Collection.class, avro);
            var list = new ArrayList<>(array.size());
            array.forEach(each -> list.add(element.toModel(each)));
            return List.copyOf(list);
        }
    }

    /// Set and array, sorted by text so that one set has one encoding.
    record Sorted(Plan element, Schema schema) implements Plan {
        @Override
        public Object toAvro(Object model) {
            var sorted = new TreeMap<String, @Nullable Object>();
            for (Object each : (Set<?>) model) {
                Object avro = element.toAvro(each);
                sorted.put(String.valueOf(avro), avro);
            }
            return new GenericData.Array<>(schema, sorted.values());
        }

        @Override
        public Object toModel(@Nullable Object avro) {
            var set = new LinkedHashSet<>();
            Collection<?> array = as(Collection.class, avro);
            array.forEach(each -> set.add(element.toModel(each)));
            return Set.copyOf(set);
        }
    }

    /// Enumerations, by symbol.
    record Enumeration(Map<String, Enum<?>> constants, Schema schema) implements Plan {
        @Override
        public Object toAvro(Object model) {
            return new GenericData.EnumSymbol(schema, ((Enum<?>) model).name());
        }

        @Override
        public Object toModel(@Nullable Object avro) {
            Enum<?> constant = constants.get(as(GenericEnumSymbol.class, avro).toString());
            if (constant == null) {
                throw new IllegalArgumentException("expected one of " + constants.keySet());
            }
            return constant;
        }
    }

    /// A sealed interface and a union, by simple name. The union may have fewer: not every party states every fact.
    record OneOf(Map<String, Plan> byName, String place) implements Plan {
        @Override
        public @Nullable Object toAvro(Object model) {
            return plan(model.getClass().getSimpleName()).toAvro(model);
        }

        @Override
        public Object toModel(@Nullable Object avro) {
            return plan(as(IndexedRecord.class, avro).getSchema().getName()).toModel(avro);
        }

        private Plan plan(String name) {
            Plan plan = byName.get(name);
            if (plan == null) {
                throw new IllegalArgumentException(
                        "%s: expected one of %s, found %s".formatted(place, byName.keySet(), name));
            }
            return plan;
        }
    }
}
