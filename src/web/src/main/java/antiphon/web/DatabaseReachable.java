package antiphon.web;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the database answers. */
@Readiness
@ApplicationScoped
public class DatabaseReachable implements HealthCheck {

    private static final System.Logger LOG = System.getLogger(DatabaseReachable.class.getName());
    private static final int PATIENCE_SECONDS = 2;

    @Resource(lookup = "jdbc/app")
    DataSource dataSource;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("database").status(answers()).build();
    }

    private boolean answers() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(PATIENCE_SECONDS);
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.WARNING, "The database does not answer", e);
            return false;
        }
    }
}
