package antiphon.testing;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts beans together as the container would: one of each class, found by the types of the fields that want them. */
public final class Wiring {
    private final Map<Class<?>, Object> beans = new LinkedHashMap<>();
    private final Map<String, EntityManager> managers = new HashMap<>();
    private final Function<String, EntityManager> units;

    public Wiring(Function<String, EntityManager> units) {
        this.units = units;
    }

    /** What is made elsewhere, and whole. */
    public <T> Wiring with(Class<T> type, T bean) {
        beans.put(type, bean);
        return this;
    }

    /** What is made elsewhere and wants others, which it gets. */
    public <T> T give(Class<? super T> type, T bean) {
        beans.put(type, bean);
        fill(bean);
        return bean;
    }

    /** The bean of this class, with all that it wants in its place. */
    public <T> T get(Class<T> type) {
        Object known = beans.get(type);
        if (known == null) {
            known = made(type);
            beans.put(type, known);
            fill(known);
        }
        return type.cast(known);
    }

    private void fill(Object bean) {
        for (Class<?> type = bean.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                fill(bean, field);
            }
        }
    }

    private void fill(Object bean, Field field) {
        PersistenceContext unit = field.getAnnotation(PersistenceContext.class);
        if (unit != null) {
            put(bean, field, managers.computeIfAbsent(unit.unitName(), units));
        } else if (field.isAnnotationPresent(Inject.class)
                && !field.isAnnotationPresent(ConfigProperty.class)
                && isHere(field.getType())) {
            put(bean, field, get(field.getType()));
        }
    }

    /** What only a container makes, or reads from its configuration, stays away, for tests that do not come there. */
    private boolean isHere(Class<?> type) {
        return beans.containsKey(type)
                || !Modifier.isAbstract(type.getModifiers())
                        && Arrays.stream(type.getDeclaredConstructors())
                                .anyMatch(constructor -> constructor.getParameterCount() == 0);
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
