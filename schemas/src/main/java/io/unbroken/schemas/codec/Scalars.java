package io.unbroken.schemas.codec;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// The plans of single values. Whatever is not named here has no way to the wire.
final class Scalars {

    /// Longer decimal text is no measurement; it also keeps arithmetic on foreign text cheap.
    private static final int LONGEST_DECIMAL = 64;

    private Scalars() {}

    static Optional<Plan> of(Class<?> type, Schema schema) {
        LogicalType logical = schema.getLogicalType();
        return switch (schema.getType()) {
            case STRING -> text(type);
            case INT -> integer(type, logical);
            case LONG -> longInteger(type, logical);
            default -> Optional.empty();
        };
    }

    private static Optional<Plan> text(Class<?> type) {
        if (type == String.class) {
            return plan(String.class, each -> each, Object::toString);
        }
        if (type == BigDecimal.class) {
            return plan(
                    BigDecimal.class, BigDecimal::toPlainString, avro -> decimal(avro.toString()));
        }
        return Optional.empty();
    }

    private static Optional<Plan> integer(Class<?> type, @Nullable LogicalType logical) {
        if (logical instanceof LogicalTypes.Date) {
            return type == LocalDate.class
                    ? plan(
                            LocalDate.class,
                            date -> Math.toIntExact(date.toEpochDay()),
                            avro -> LocalDate.ofEpochDay((Integer) avro))
                    : Optional.empty();
        }
        return (type == int.class || type == Integer.class) && logical == null
                ? plan(Integer.class, each -> each, each -> each)
                : Optional.empty();
    }

    private static Optional<Plan> longInteger(Class<?> type, @Nullable LogicalType logical) {
        if (logical instanceof LogicalTypes.TimestampMicros) {
            return type == Instant.class
                    ? plan(Instant.class, Scalars::micros, avro -> instant((Long) avro))
                    : Optional.empty();
        }
        if (logical != null) {
            return Optional.empty();
        }
        if (type == Duration.class) {
            return plan(Duration.class, Duration::toMillis, avro -> Duration.ofMillis((Long) avro));
        }
        return type == long.class ? plan(Long.class, each -> each, each -> each) : Optional.empty();
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static BigDecimal decimal(String text) {
        if (text.length() > LONGEST_DECIMAL) {
            throw new IllegalArgumentException(
                    "expected a decimal number of at most %d characters, found %d"
                            .formatted(LONGEST_DECIMAL, text.length()));
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException _) { // Its message repeats the text.
            throw new IllegalArgumentException("expected a decimal number");
        }
    }

    private static <T> Optional<Plan> plan(
            Class<T> type,
            Function<? super T, ? extends Object> toAvro,
            Function<Object, ? extends Object> toModel) {
        return Optional.of(
                new Plan() {
                    @Override
                    public Object toAvro(Object model) {
                        return toAvro.apply(type.cast(model));
                    }

                    @Override
                    public Object toModel(@Nullable Object avro) {
                        if (avro == null) {
                            throw new IllegalArgumentException("expected a value, found null");
                        }
                        return toModel.apply(avro);
                    }
                });
    }
}
