package antiphon.testing;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Puts beans together as the container would: one of each class, found by the types of the fields that want them. */
public final class Wiring {
    private final Map<Class<?>, Object> beans = new LinkedHashMap<>();
    private final Map<String, EntityManager> managers = new HashMap<>();
    private final Function<String, EntityManager> units;

    public Wiring(Function<String, EntityManager> units) {
        this.units = units;
    }

    /** What is made elsewhere. */
    public <T> Wiring with(Class<T> type, T bean) {
        beans.put(type, bean);
        return this;
    }

    /** The bean of this class, with all that it wants in its place. */
    public <T> T get(Class<T> type) {
        Object known = beans.get(type);
        if (known == null) {
            known = made(type);
            beans.put(type, known);
            fill(type, known);
        }
        return type.cast(known);
    }

    private void fill(Class<?> type, Object bean) {
        for (Field field : type.getDeclaredFields()) {
            PersistenceContext unit = field.getAnnotation(PersistenceContext.class);
            if (unit != null) {
                put(bean, field, managers.computeIfAbsent(unit.unitName(), units));
            } else if (field.isAnnotationPresent(Inject.class) && isHere(field.getType())) {
                put(bean, field, get(field.getType()));
            }
        }
    }

    /** What only a container makes stays away, for tests that do not come there. */
    private boolean isHere(Class<?> type) {
        return beans.containsKey(type) || !type.isInterface();
    }

    private static void put(Object bean, Field field, Object value) {
        try {
            field.setAccessible(true);
            field.set(bean, value);
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(closed);
        }
    }

    private static Object made(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("give the wiring a " + type.getName(), impossible);
        }
    }
}
