package antiphon.postgres;

import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.XAConnection;
import org.jspecify.annotations.Nullable;
import org.postgresql.xa.PGXADataSource;

/**
 * An XA data source that starts PostgreSQL at its first connection, so that it does not matter who in the server comes
 * first: the application, a timer or the recovery of transactions. Host, port, database, user and password that were
 * set are ignored: they are those of the PostgreSQL started.
 */
public class EmbeddedPostgresDataSource extends PGXADataSource {

    private static final long serialVersionUID = 1L;

    private @Nullable String directory;

    public @Nullable String getDirectory() {
        return directory;
    }

    /** The directory that keeps the database from one start to the next; made when missing. */
    public void setDirectory(String directory) {
        this.directory = directory;
    }

    @Override
    public XAConnection getXAConnection() throws SQLException {
        pointToRunning();
        return super.getXAConnection();
    }

    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        pointToRunning();
        return super.getXAConnection(getUser(), getPassword());
    }

    private synchronized void pointToRunning() throws SQLException {
        if (directory == null) {
            throw new SQLException("The embedded PostgreSQL was given no directory: set the property \"directory\".");
        }
        PostgresServer server = PostgresServer.in(Path.of(directory));
        setServerNames(new String[] {"localhost"});
        setPortNumbers(new int[] {server.port()});
        setDatabaseName("postgres");
        setUser("postgres");
        setPassword(server.password());
    }
}
