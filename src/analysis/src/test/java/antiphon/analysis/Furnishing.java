package antiphon.analysis;

import antiphon.testing.Transactions;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceContext;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Makes beans and all that is injected into them, each once, as a container would; what cannot be made so, such as an
 * interface, and was not given stays away. Nothing is called: neither what follows construction, nor transactions around methods.
 */
public final class Furnishing {
    private final Transactions transactions;
    private final Map<Class<?>, Object> known = new HashMap<>();

    public Furnishing(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Furnishes a bean, which from then on stands for its type. */
    public <T> T give(Class<? super T> type, T bean) {
        if (known.put(type, bean) != null) {
            throw new IllegalStateException("others hold another " + type);
        }
        furnish(bean);
        return bean;
    }

    public <T> T get(Class<T> type) {
        return type.cast(Objects.requireNonNull(found(type), "nobody gave " + type));
    }

    private @Nullable Object found(Class<?> type) {
        Object bean = known.get(type);
        return bean == null && !Modifier.isAbstract(type.getModifiers()) ? made(type) : bean;
    }

    private @Nullable Object made(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            Object bean = constructor.newInstance();
            known.put(type, bean);
            furnish(bean);
            return bean;
        } catch (NoSuchMethodException producedOnly) {
            return null;
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException(type + " cannot be made", changed);
        }
    }

    private void furnish(Object bean) {
        for (Class<?> type = bean.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                furnish(bean, field);
            }
        }
    }

    private void furnish(Object bean, Field field) {
        Object value = value(field);
        if (value != null) {
            try {
                field.setAccessible(true);
                field.set(bean, value);
            } catch (IllegalAccessException closed) {
                throw new IllegalStateException(closed);
            }
        }
    }

    private @Nullable Object value(Field field) {
        PersistenceContext unit = field.getAnnotation(PersistenceContext.class);
        if (unit != null) {
            return transactions.entities(unit.unitName());
        }
        return field.isAnnotationPresent(Inject.class) && !field.isAnnotationPresent(ConfigProperty.class)
                ? found(field.getType())
                : null;
    }
}
