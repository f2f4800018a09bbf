package antiphon.testing;

import jakarta.persistence.Column;
import jakarta.persistence.Table;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whether the entities of a persistence unit and their tables say the same. */
public final class EntityTables {
    private EntityTables() {}

    /**
     * The entities whose columns, or whose columns that may be null, are not those of their table.
     *
     * @throws IllegalStateException if the unit has no entities: then nothing was compared
     */
    public static List<String> differences(TestDatabase database, String unit) throws SQLException {
        Set<EntityType<?>> entities = database.entities(unit).getMetamodel().getEntities();
        if (entities.isEmpty()) {
            throw new IllegalStateException(unit + " has no entities");
        }
        List<String> differences = new ArrayList<>();
        for (EntityType<?> entity : entities) {
            String table = entity.getJavaType().getAnnotation(Table.class).name();
            Map<String, Boolean> columns = columns(database, table);
            Map<String, Boolean> attributes = attributes(entity);
            if (!columns.equals(attributes)) {
                differences.add(table + " has " + columns + " but its entity " + attributes);
            }
        }
        return differences;
    }

    /** Column names, and whether they may be null. */
    private static Map<String, Boolean> columns(TestDatabase database, String table) throws SQLException {
        try (Connection connection = database.connection();
                ResultSet columns = connection.getMetaData().getColumns(null, "public", table, null)) {
            Map<String, Boolean> found = new TreeMap<>();
            while (columns.next()) {
                found.put(
                        columns.getString("COLUMN_NAME"),
                        columns.getString("IS_NULLABLE").equals("YES"));
            }
            return found;
        }
    }

    private static Map<String, Boolean> attributes(ManagedType<?> type) {
        Map<String, Boolean> found = new TreeMap<>();
        for (Attribute<?, ?> attribute : type.getAttributes()) {
            if (attribute instanceof SingularAttribute<?, ?> single
                    && single.getType() instanceof EmbeddableType<?> embedded) {
                found.putAll(attributes(embedded));
            } else {
                Field field = (Field) attribute.getJavaMember();
                Column column = field.getAnnotation(Column.class);
                found.put(
                        column == null ? field.getName() : column.name(),
                        field.getAnnotatedType().isAnnotationPresent(Nullable.class));
            }
        }
        return found;
    }
}
