package antiphon.testing;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Transactions as a server has them, without a server: each belongs to a thread and to one connection, all persistence units
 * take part in it, and it is committed as a whole or not at all, also when the process is killed. For programs that run the
 * code of rooms on many threads. Any thread.
 */
public final class Transactions implements AutoCloseable {
    private static final Set<String> ENDS_IT =
            Set.of("commit", "rollback", "close", "setAutoCommit", "setTransactionIsolation", "setReadOnly");

    private final DataSource source;
    private final Map<String, EntityManagerFactory> factories = new HashMap<>();
    private final ThreadLocal<@Nullable Transaction> current = new ThreadLocal<>();
    private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

    public Transactions(DataSource source) {
        this.source = source;
    }

    /**
     * An entity manager for a field of a desk: it is that of the transaction of whoever calls; one that only reads where there
     * is none. To be asked for before the first transaction.
     */
    public EntityManager entities(String unit) {
        factories.computeIfAbsent(
                unit,
                name -> Persistence.createEntityManagerFactory(
                        name,
                        Map.of(
                                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                                "jakarta.persistence.jtaDataSource", "",
                                "jakarta.persistence.nonJtaDataSource", shared(),
                                "eclipselink.weaving", "false",
                                "eclipselink.logging.level", "SEVERE")));
        return (EntityManager) Proxy.newProxyInstance(
                EntityManager.class.getClassLoader(),
                new Class<?>[] {EntityManager.class},
                (proxy, method, arguments) -> call(manager(unit), method, arguments));
    }

    /** In the transaction of the caller; in one of its own where the caller has none. */
    public <T> T required(Supplier<T> work) {
        return current.get() == null ? fresh(work) : work.get();
    }

    /** In a transaction of its own. */
    public <T> T fresh(Supplier<T> work) {
        Transaction outer = current.get();
        try (Transaction mine = new Transaction()) {
            current.set(mine);
            T result = work.get();
            mine.commit();
            return result;
        } catch (SQLException away) {
            throw new IllegalStateException(away);
        } finally {
            current.set(outer);
        }
    }

    private Connection connect() {
        try {
            Connection connection = source.getConnection();
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException away) {
            throw new IllegalStateException(away);
        }
    }

    private EntityManager manager(String unit) {
        Transaction transaction = current.get();
        return transaction == null ? opened(unit) : transaction.manager(unit);
    }

    private EntityManager opened(String unit) {
        return Objects.requireNonNull(factories.get(unit)).createEntityManager();
    }

    /** Gives out the connection of the transaction, which nobody but the transaction commits or closes. */
    private DataSource shared() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Transaction transaction = current.get();
                    return transaction != null && method.getName().equals("getConnection")
                            ? transaction.lent()
                            : call(source, method, arguments);
                });
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }

    @Override
    public void close() throws SQLException {
        factories.values().forEach(EntityManagerFactory::close);
        for (Connection connection : idle) {
            connection.close();
        }
    }

    private final class Transaction implements AutoCloseable {
        private final Connection connection;
        private final Map<String, EntityManager> managers = new HashMap<>();
        private boolean committed;

        Transaction() throws SQLException {
            connection = Objects.requireNonNullElseGet(idle.poll(), Transactions.this::connect);
        }

        Connection lent() {
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) ->
                            ENDS_IT.contains(method.getName()) ? null : call(connection, method, arguments));
        }

        EntityManager manager(String unit) {
            return managers.computeIfAbsent(unit, name -> {
                EntityManager manager = opened(name);
                manager.getTransaction().begin();
                return manager;
            });
        }

        void commit() throws SQLException {
            managers.values().forEach(manager -> manager.getTransaction().commit());
            connection.commit();
            committed = true;
        }

        @Override
        public void close() throws SQLException {
            managers.values().forEach(EntityManager::close);
            if (committed) {
                idle.add(connection);
            } else {
                connection.close();
            }
        }
    }
}
