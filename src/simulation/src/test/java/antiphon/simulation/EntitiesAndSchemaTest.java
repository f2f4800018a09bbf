package antiphon.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.testing.EntityTables;
import antiphon.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntitiesAndSchemaTest {
    @Test
    void every_entity_has_the_columns_of_its_table_and_no_others() throws Exception {
        try (TestDatabase database = new TestDatabase()) {
            assertEquals(List.of(), EntityTables.differences(database, "simulation"));
        }
    }
}
