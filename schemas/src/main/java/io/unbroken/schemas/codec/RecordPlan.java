package io.unbroken.schemas.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/// A model record and an Avro record: the same names on both sides, in any order.
final class RecordPlan implements Plan {

    private final Schema schema;
    private final RecordHandles handles;
    private final Plan[] plans;
    private final int[] positions;

    /// @param plans one for each component of the model's record
    RecordPlan(Class<?> type, Schema schema, List<Plan> plans) {
        this.schema = schema;
        this.handles = RecordHandles.of(type);
        this.plans = plans.toArray(new Plan[0]);
        this.positions =
                Arrays.stream(type.getRecordComponents())
                        .mapToInt(component -> schema.getField(component.getName()).pos())
                        .toArray();
    }

    @Override
    public GenericData.Record toAvro(Object model) {
        var record = new GenericData.Record(schema);
        for (int i = 0; i < plans.length; i++) {
            record.put(positions[i], plans[i].toAvro(handles.component(i, model)));
        }
        return record;
    }

    @Override
    public Object toModel(@Nullable Object avro) {
        if (!(avro instanceof IndexedRecord record)) {
            throw new IllegalArgumentException("expected a record of " + schema.getName());
        }
        var arguments = new Object[plans.length];
        for (int i = 0; i < plans.length; i++) {
            arguments[i] = plans[i].toModel(record.get(positions[i]));
        }
        return handles.construct(arguments);
    }

    /// The accessors and the canonical constructor of a record.
    static final class RecordHandles {

        private static final MethodType ACCESSOR =
                MethodType.methodType(Object.class, Object.class);
        private static final MethodType CONSTRUCTOR =
                MethodType.methodType(Object.class, Object[].class);

        private final MethodHandle[] accessors;
        private final MethodHandle constructor;

        private RecordHandles(MethodHandle[] accessors, MethodHandle constructor) {
            this.accessors = accessors;
            this.constructor = constructor;
        }

        static RecordHandles of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            try {
                var accessors = new MethodHandle[components.length];
                for (int i = 0; i < components.length; i++) {
                    accessors[i] = lookup.unreflect(components[i].getAccessor()).asType(ACCESSOR);
                }
                Class<?>[] types =
                        Arrays.stream(components)
                                .map(RecordComponent::getType)
                                .toArray(Class<?>[]::new);
                MethodHandle constructor =
                        lookup.findConstructor(type, MethodType.methodType(void.class, types))
                                .asSpreader(Object[].class, types.length)
                                .asType(CONSTRUCTOR);
                return new RecordHandles(accessors, constructor);
            } catch (IllegalAccessException | NoSuchMethodException e) {
                throw new IllegalStateException(
                        "expected a public record, found " + type.getName(), e);
            }
        }

        Object component(int index, Object record) {
            try {
                return (Object) accessors[index].invokeExact(record);
            } catch (Throwable e) {
                throw unchecked(e);
            }
        }

        Object construct(Object[] arguments) {
            try {
                return (Object) constructor.invokeExact(arguments);
            } catch (Throwable e) {
                throw unchecked(e);
            }
        }

        /// Constructors and accessors of the model throw no checked exceptions.
        private static RuntimeException unchecked(Throwable e) {
            return switch (e) {
                case Error error -> throw error;
                case RuntimeException exception -> exception;
                default -> new IllegalStateException(e);
            };
        }
    }
}
