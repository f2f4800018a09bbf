package antiphon.call;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Of what a record is made, looked up once for each. Any thread. */
final class RecordShape {
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> kind) {
            return new RecordShape(kind);
        }
    };
    private static final ClassValue<List<Class<?>>> KINDS = new ClassValue<>() {
        @Override
        protected List<Class<?>> computeValue(Class<?> type) {
            return concrete(type).toList();
        }
    };

    private final Constructor<?> constructor;
    private final List<Method> accessors;
    private final List<Type> types;

    private RecordShape(Class<?> kind) {
        RecordComponent[] components = kind.getRecordComponents();
        try {
            constructor = kind.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
        constructor.setAccessible(true);
        accessors = Stream.of(components).map(RecordComponent::getAccessor).toList();
        accessors.forEach(accessor -> accessor.setAccessible(true));
        types = Stream.of(components).map(RecordComponent::getGenericType).toList();
    }

    static RecordShape of(Class<?> kind) {
        return SHAPES.get(kind);
    }

    /** The records of which a sealed type may be one, in the order of its source. */
    static List<Class<?>> kinds(Class<?> sealed) {
        return KINDS.get(sealed);
    }

    List<Type> types() {
        return types;
    }

    @Nullable
    Object value(Record of, int component) {
        try {
            return accessors.get(component).invoke(of);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Object make(List<@Nullable Object> values) {
        try {
            return constructor.newInstance(values.toArray());
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The same for the same records all the way down, and hardly ever for others. */
    static String fingerprint(Class<?> type) {
        var told = new StringBuilder();
        tell(type, new HashSet<>(), told);
        return Integer.toHexString(told.toString().hashCode());
    }

    private static void tell(Type type, Set<Type> seen, StringBuilder told) {
        if (!seen.add(type)) {
            return;
        }
        List<Type> parts = new ArrayList<>();
        if (type instanceof ParameterizedType generic) {
            parts.addAll(List.of(generic.getActualTypeArguments()));
        } else if (type instanceof Class<?> kind && kind.isRecord()) {
            parts.addAll(of(kind).types());
        } else if (type instanceof Class<?> kind && kind.isSealed()) {
            parts.addAll(kinds(kind));
        }
        told.append(type.getTypeName()).append('(');
        parts.forEach(part -> told.append(part.getTypeName()).append(','));
        told.append(')');
        parts.forEach(part -> tell(part, seen, told));
    }

    private static Stream<Class<?>> concrete(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RecordShape::concrete)
                : Stream.of(type);
    }
}
