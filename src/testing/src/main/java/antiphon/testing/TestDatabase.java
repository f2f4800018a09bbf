package antiphon.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A real PostgreSQL with the real schema, and entity managers on it whose transactions a test begins and ends. */
public final class TestDatabase implements AutoCloseable {
    private static final Logger LOUD = Logger.getLogger("");

    private final EmbeddedPostgres server;
    private final DataSource source;
    private final List<EntityManagerFactory> factories = new ArrayList<>();
    private final List<EntityManager> managers = new ArrayList<>();

    public TestDatabase() {
        LOUD.setLevel(Level.WARNING);
        try {
            server = EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        source = server.getPostgresDatabase();
        int applied = Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .migrate()
                .migrationsExecuted;
        if (applied == 0) {
            throw new IllegalStateException("No migrations found");
        }
    }

    /** Where another process finds it. */
    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    public DataSource source() {
        return source;
    }

    public Connection connection() throws SQLException {
        return source.getConnection();
    }

    public EntityManager entities(String unit) {
        EntityManagerFactory factory = Persistence.createEntityManagerFactory(
                unit,
                Map.of(
                        "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                        "jakarta.persistence.jtaDataSource", "",
                        "jakarta.persistence.nonJtaDataSource", source,
                        "eclipselink.weaving", "false",
                        "eclipselink.logging.level", "SEVERE"));
        factories.add(factory);
        EntityManager manager = factory.createEntityManager();
        managers.add(manager);
        return manager;
    }

    /** Does something in one transaction of all entity managers, as the server would. */
    public <T> T inTransaction(Supplier<T> work) {
        managers.forEach(manager -> manager.getTransaction().begin());
        try {
            T result = work.get();
            if (managers.stream().anyMatch(manager -> manager.getTransaction().getRollbackOnly())) {
                return result;
            }
            managers.forEach(manager -> manager.getTransaction().commit());
            return result;
        } finally {
            managers.forEach(manager -> {
                if (manager.getTransaction().isActive()) {
                    manager.getTransaction().rollback();
                }
                manager.clear();
            });
        }
    }

    /** Lets the transaction under way come to nothing, as a refusal does on the server. */
    public void refuse() {
        managers.forEach(manager -> manager.getTransaction().setRollbackOnly());
    }

    /** The first column of the rows that a query gives. */
    public List<Object> column(String sql) {
        try (Connection connection = source.getConnection();
                var rows = connection.createStatement().executeQuery(sql)) {
            List<Object> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getObject(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        factories.forEach(EntityManagerFactory::close);
        server.close();
    }
}
