package antiphon.testing;

import io.zonky.test.db.postgres.embedded.ConnectionInfo;
import io.zonky.test.db.postgres.embedded.FlywayPreparer;
import io.zonky.test.db.postgres.embedded.PreparedDbProvider;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A real PostgreSQL with the real schema, and entity managers on it, over kept connections, whose transactions a test begins and ends. */
public final class TestDatabase implements AutoCloseable {
    private static final Logger LOUD = Logger.getLogger("");

    private final ConnectionInfo place;
    private final DataSource source;
    private final List<EntityManagerFactory> factories = new ArrayList<>();
    private final List<EntityManager> managers = new ArrayList<>();

    public TestDatabase() {
        LOUD.setLevel(Level.WARNING);
        try {
            PreparedDbProvider server = server();
            place = server.createNewDatabase();
            source = server.createDataSourceFromConnectionInfo(place);
        } catch (SQLException away) {
            throw new IllegalStateException(away);
        }
    }

    /** One for the process; what it gives out are copies of a database with the schema. */
    private static PreparedDbProvider server() {
        return PreparedDbProvider.forPreparer(FlywayPreparer.forClasspathLocation("db/migration"));
    }

    /** Where another process finds it. */
    public String url() {
        return "jdbc:postgresql://localhost:" + place.getPort() + "/" + place.getDbName() + "?user=" + place.getUser();
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
                        "jakarta.persistence.jdbc.url", url(),
                        "jakarta.persistence.jdbc.driver", "org.postgresql.Driver",
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
    public void close() {
        factories.forEach(EntityManagerFactory::close);
        try (Connection connection = server().createDataSourceFromConnectionInfo(
                                new ConnectionInfo("postgres", place.getPort(), place.getUser()))
                        .getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop database " + place.getDbName() + " with (force)");
        } catch (SQLException away) {
            throw new IllegalStateException(away);
        }
    }
}
