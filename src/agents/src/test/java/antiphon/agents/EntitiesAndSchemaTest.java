package antiphon.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.persistence.Column;
import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.EntityType;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EntitiesAndSchemaTest {
    @Test
    void every_entity_has_the_columns_of_its_table_and_no_others() throws Exception {
        try (TestDatabase database = new TestDatabase()) {
            EntityManager entities = database.entities("agents");
            assertFalse(entities.getMetamodel().getEntities().isEmpty());
            for (EntityType<?> entity : entities.getMetamodel().getEntities()) {
                String table = entity.getJavaType()
                        .getAnnotation(jakarta.persistence.Table.class)
                        .name();
                assertEquals(columns(database, table), attributes(entity), table);
            }
        }
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

    private static Map<String, Boolean> attributes(EntityType<?> entity) {
        Map<String, Boolean> found = new TreeMap<>();
        for (Field field : entity.getJavaType().getDeclaredFields()) {
            if (entity.getAttributes().stream().anyMatch(each -> each.getName().equals(field.getName()))) {
                Column column = field.getAnnotation(Column.class);
                boolean nullable =
                        field.getAnnotatedType().isAnnotationPresent(org.jspecify.annotations.Nullable.class);
                found.put(column == null ? field.getName() : column.name(), nullable);
            }
        }
        return found;
    }
}
