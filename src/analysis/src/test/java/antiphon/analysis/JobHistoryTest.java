package antiphon.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.testing.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over tables as Open Liberty 26 makes them. */
class JobHistoryTest {
    private static final String TABLES = """
            create table batch_jobinstance (jobinstanceid bigserial primary key, createtime timestamp not null,
                jobname varchar(256), batchstatus integer not null, instancestate integer not null, numexecs integer not null);
            create table batch_jobexecution (jobexecid bigserial primary key, batchstatus integer not null,
                fk_jobinstanceid bigint not null references batch_jobinstance);
            create table batch_stepthreadexecution (stepexecid bigserial primary key, stepname varchar(128) not null,
                partnum integer not null, fk_jobexecid bigint not null references batch_jobexecution,
                fk_toplvl_stepexecid bigint references batch_stepthreadexecution, unique (fk_jobexecid, stepname, partnum));
            create table batch_stepthreadinstance (stepname varchar(128) not null, partnum integer not null,
                fk_jobinstanceid bigint not null references batch_jobinstance,
                fk_latest_stepexecid bigint not null references batch_stepthreadexecution,
                primary key (fk_jobinstanceid, stepname, partnum));
            create table batch_jobparameter (fk_jobexecid bigint references batch_jobexecution, name varchar(255));
            create table batch_groupassociation (fk_jobinstanceid bigint references batch_jobinstance, groupnames varchar(255))
            """;

    private final TestDatabase database = new TestDatabase();
    private final JobHistory history = new JobHistory();
    private final Instant now = Instant.parse("2026-03-29T12:00:00Z");

    JobHistoryTest() {
        history.entities = database.entities("analysis");
    }

    @AfterEach
    void close() throws IOException {
        database.close();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** One job a day, the newest of today, each with two partitions; all seem to go on. */
    private void jobs(int days) throws SQLException {
        execute("insert into batch_jobinstance (createtime, jobname, batchstatus, instancestate, numexecs)"
                + " select timestamp '" + now.toString().replace("Z", "") + "' - (" + days + " - n) * interval '1 day' "
                + "- interval '12 hours', 'post-call-analysis', 1, 1, 1 from generate_series(1, " + days + ") n;"
                + "insert into batch_jobexecution (batchstatus, fk_jobinstanceid) select 1, jobinstanceid from batch_jobinstance;"
                + "insert into batch_stepthreadexecution (stepname, partnum, fk_jobexecid)"
                + " select 'analyse', -1, jobexecid from batch_jobexecution;"
                + "insert into batch_stepthreadexecution (stepname, partnum, fk_jobexecid, fk_toplvl_stepexecid)"
                + " select 'analyse', part, fk_jobexecid, stepexecid from batch_stepthreadexecution, generate_series(0, 1) part;"
                + "insert into batch_stepthreadinstance select stepname, partnum, fk_jobinstanceid, stepexecid"
                + " from batch_stepthreadexecution join batch_jobexecution on jobexecid = fk_jobexecid;"
                + "insert into batch_jobparameter select jobexecid, 'a' from batch_jobexecution;"
                + "insert into batch_groupassociation select jobinstanceid, 'g' from batch_jobinstance");
    }

    private int forget(int most) {
        return database.inTransaction(
                () -> history.forget(now.minus(Duration.ofDays(3)), now.minus(Duration.ofHours(1)), most));
    }

    @Test
    void nothing_is_forgotten_before_the_first_job_began() {
        assertEquals(0, forget(10));
    }

    @Test
    void jobs_of_days_ago_are_forgotten_with_all_that_belongs_to_them_and_the_last_days_are_kept() throws SQLException {
        execute(TABLES);
        jobs(10);
        assertEquals(4, forget(4));
        assertEquals(3, forget(4));
        assertEquals(0, forget(4));
        assertEquals(List.of(8L, 9L, 10L), database.column("select jobinstanceid from batch_jobinstance order by 1"));
        assertEquals(
                List.of(3L, 9L, 9L, 3L, 3L),
                database.column("select count(*) from batch_jobexecution"
                        + " union all select count(*) from batch_stepthreadexecution"
                        + " union all select count(*) from batch_stepthreadinstance"
                        + " union all select count(*) from batch_jobparameter"
                        + " union all select count(*) from batch_groupassociation"));
    }

    @Test
    void a_job_whose_server_died_before_it_started_is_forgotten_after_an_hour() throws SQLException {
        execute(TABLES);
        jobs(2);
        execute("update batch_jobinstance set batchstatus = 0");
        execute("update batch_jobinstance set createtime = timestamp '"
                + now.toString().replace("Z", "") + "' - interval '59 minutes' where jobinstanceid = 2");
        assertEquals(1, forget(4));
        assertEquals(List.of(2L), database.column("select jobinstanceid from batch_jobinstance"));
    }
}
