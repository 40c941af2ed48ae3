package io.unbroken.schemas.testing;

import io.unbroken.custody.coldchain.ActivationEnergy;
import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.Identifier;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.sensing.Reading;
import io.unbroken.schemas.keys.KeyChange;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.PublicKey;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// Random values of the model that its constructors accept, from a seed: the same seed gives the same values.
///
/// New facts need nothing here unless they bring a new kind of identifier or text.
public final class ModelValues {

    /// Random arguments that a constructor refuses (an end before its start) are drawn again; more misses than this mean
    /// that the constructor wants something that is not drawn here.
    private static final int MOST_TRIES = 1000;

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final long YEAR_OF_MICROS = 365L * 24 * 3600 * 1_000_000;

    private final SplittableRandom random;
    private final IdentifierValues identifiers;

    public ModelValues(long seed) {
        this.random = new SplittableRandom(seed);
        this.identifiers = new IdentifierValues(random);
    }

    /// All kinds of fact, in the order of the model.
    public static List<Class<? extends Fact>> facts() {
        return Arrays.stream(Fact.class.getPermittedSubclasses())
                .<Class<? extends Fact>>map(type -> type.asSubclass(Fact.class))
                .toList();
    }

    /// An event that a party of this kind may state.
    public Event event(PartyKind kind) {
        Fact fact = value(Fact.class);
        while (!fact.statedBy().contains(kind)) {
            fact = value(Fact.class);
        }
        return event(fact);
    }

    /// An event that states `fact`.
    public Event event(Fact fact) {
        return new Event(
                value(EventId.class),
                value(CoiId.class),
                instant(),
                random.nextInt(-720, 840),
                value(PersonId.class),
                value(DeviceId.class),
                list(Scan.class),
                fact);
    }

    /// A registration, with the identifier that follows from its key.
    public KeyRegistration registration() {
        return KeyRegistration.of(
                value(PublicKey.class),
                value(PartyId.class),
                value(PartyKind.class),
                new HashSet<>(list(PartyId.class)),
                instant());
    }

    /// One change of a key of each kind.
    public List<KeyChange> changes() {
        Instant from = instant();
        return List.of(
                new KeyChange.KeyRetirement(from),
                new KeyChange.KeyRevocation(
                        from, from.minusSeconds(random.nextInt(1_000_000)), "A laptop was stolen."),
                new KeyChange.KeyWithdrawal(value(ContentHash.class), "It was another key."));
    }

    /// A value of a record or enumeration of the model.
    public <T> T value(Class<T> type) {
        return type.cast(of(type));
    }

    private Object of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic);
        }
        Class<?> plain = (Class<?>) type;
        if (Identifier.class.isAssignableFrom(plain)) {
            return identifiers.value(plain);
        }
        if (plain.isEnum()) {
            Object[] constants = plain.getEnumConstants();
            return constants[random.nextInt(constants.length)];
        }
        if (plain.isSealed()) {
            Class<?>[] kinds = plain.getPermittedSubclasses();
            return of(kinds[random.nextInt(kinds.length)]);
        }
        if (plain == Celsius.class) {
            return new Celsius(random.nextInt(-20_000, 4_000));
        }
        if (plain == ActivationEnergy.class) {
            return new ActivationEnergy(random.nextInt(1, 1_000_000));
        }
        if (plain == Reading.class) {
            return random.nextBoolean()
                    ? Reading.of(BigDecimal.valueOf(random.nextLong(-99_999, 99_999), 2))
                    : new Reading("E" + random.nextInt(100));
        }
        return plain.isRecord() ? construct(plain) : scalar(plain);
    }

    private Object generic(ParameterizedType type) {
        Type element = type.getActualTypeArguments()[0];
        if (type.getRawType() == Optional.class) {
            if (random.nextBoolean()) {
                return Optional.empty();
            }
            return Optional.of(element == Fact.class ? happening() : of(element));
        }
        List<Object> list = list(element);
        return type.getRawType() == Set.class ? new HashSet<>(list) : list;
    }

    /// A fact that can stand in the place of another one: what happened, no statement about events.
    private Fact happening() {
        Fact fact = value(Fact.class);
        while (fact.concernsEvents()) {
            fact = value(Fact.class);
        }
        return fact;
    }

    @SuppressWarnings("unchecked") // Elements are made by `of`, which makes what it is asked for.
    private <T> List<T> list(Type element) {
        var list = new ArrayList<T>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add((T) of(element));
        }
        return list;
    }

    private Object scalar(Class<?> type) {
        if (type == String.class) {
            return identifiers.text(random.nextInt(2, 20));
        }
        if (type == int.class || type == Integer.class) {
            return random.nextInt(1, 31);
        }
        if (type == long.class) {
            return random.nextLong(1L << random.nextInt(1, 62));
        }
        if (type == BigDecimal.class) {
            return BigDecimal.valueOf(random.nextLong(-99_999, 99_999), random.nextInt(5));
        }
        if (type == Instant.class) {
            return instant();
        }
        if (type == LocalDate.class) {
            return LocalDate.EPOCH.plusDays(random.nextInt(18_000, 22_000));
        }
        if (type == Duration.class) {
            return Duration.ofMinutes(random.nextInt(1440));
        }
        throw new IllegalArgumentException("add values of " + type.getName() + " here");
    }

    private Instant instant() {
        return FROM.plusNanos(random.nextLong(YEAR_OF_MICROS) * 1000);
    }

    private Object construct(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        for (int i = 0; i < MOST_TRIES; i++) {
            Object[] arguments =
                    Arrays.stream(components).map(each -> of(each.getGenericType())).toArray();
            try {
                return type.getConstructor(types).newInstance(arguments);
            } catch (InvocationTargetException e) {
                if (!(e.getCause() instanceof IllegalArgumentException)) {
                    throw new IllegalStateException(e);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException(type.getName() + " refuses all values that are drawn here");
    }
}
