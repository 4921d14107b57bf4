package io.taskstream.bench.drain;

import io.taskstream.bench.harness.Measurement;
import io.taskstream.bench.harness.WarmedByRepeats;
import io.taskstream.bench.platform.BenchDatabase;
import io.taskstream.bench.platform.BenchException;
import io.taskstream.bench.platform.CpuClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.StdSchedulerFactory;

/**
 * Quartz as in a cluster, with many due triggers of one job that does nothing: from its start until the last trigger is
 * done and deleted. One durable job for all of them spares it a row to write and delete for each.
 *
 * @see <a href="https://www.quartz-scheduler.org/documentation/quartz-2.3.0/configuration/">its configuration</a>
 */
final class QuartzContender extends WarmedByRepeats implements AutoCloseable {
    static final String NAME = "Quartz clustered";

    /** Also the most triggers that it takes at a time. With 10, 20 or 100 it gets less done on two cores. */
    static final int THREADS = 50;

    private static final String SCHEDULER = "bench";
    private static final String JOB = "nothing";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final BenchDatabase database;
    private final int triggers;
    private final CpuClock cpu;
    private final Scheduler scheduler;

    private QuartzContender(BenchDatabase database, int triggers, CpuClock cpu, Duration warmUp, Scheduler scheduler) {
        super(NAME, warmUp);
        this.database = database;
        this.triggers = triggers;
        this.cpu = cpu;
        this.scheduler = scheduler;
    }

    /** Makes its tables, and starts it with nothing to do. */
    static QuartzContender begin(BenchDatabase database, int triggers, CpuClock cpu, Duration warmUp)
            throws IOException, SQLException, SchedulerException {
        try (InputStream tables = Objects.requireNonNull(
                StdSchedulerFactory.class.getResourceAsStream("jdbcjobstore/tables_postgres.sql"))) {
            database.execute(new String(tables.readAllBytes(), StandardCharsets.UTF_8).replace("COMMIT;", ""));
        }
        Scheduler scheduler = new StdSchedulerFactory(settings(database)).getScheduler();
        scheduler.addJob(
                JobBuilder.newJob(Nothing.class)
                        .withIdentity(JOB)
                        .storeDurably()
                        .build(),
                true);
        scheduler.start();
        scheduler.standby();
        return new QuartzContender(database, triggers, cpu, warmUp, scheduler);
    }

    private static Properties settings(BenchDatabase database) {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "org.quartz.scheduler.instanceName",
                SCHEDULER,
                "org.quartz.scheduler.instanceId",
                "AUTO",
                "org.quartz.scheduler.batchTriggerAcquisitionMaxCount",
                Integer.toString(THREADS),
                "org.quartz.threadPool.threadCount",
                Integer.toString(THREADS)));
        settings.putAll(Map.of(
                "org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX",
                "org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate",
                "org.quartz.jobStore.dataSource", "bench",
                "org.quartz.jobStore.isClustered", "true",
                // batches of more than one need it
                "org.quartz.jobStore.acquireTriggersWithinLock", "true",
                // what is due at the start is not a misfire, which would be more work
                "org.quartz.jobStore.misfireThreshold",
                        Long.toString(Duration.ofHours(1).toMillis())));
        settings.putAll(Map.of(
                "org.quartz.dataSource.bench.provider", "hikaricp",
                "org.quartz.dataSource.bench.driver", "org.postgresql.Driver",
                "org.quartz.dataSource.bench.URL", database.url(),
                "org.quartz.dataSource.bench.user", database.server().user(),
                "org.quartz.dataSource.bench.password", database.server().password(),
                "org.quartz.dataSource.bench.maxConnections", Integer.toString(THREADS + 4)));
        return settings;
    }

    @Override
    public Measurement measure() throws Exception {
        fill();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            Map<String, Double> cpuBefore = cpu.read();
            long start = System.nanoTime();
            scheduler.start();
            while (!isDone(statement)) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new BenchException("Quartz does not get done.");
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
            long elapsed = System.nanoTime() - start;
            return Measurement.throughput(triggers, elapsed).and(cpu.since(cpuBefore, triggers));
        } finally {
            scheduler.standby();
        }
    }

    private void fill() throws SQLException {
        database.execute("""
            insert into qrtz_triggers (sched_name, trigger_name, trigger_group, job_name, job_group, next_fire_time,
                prev_fire_time, priority, trigger_state, trigger_type, start_time, end_time, misfire_instr)
            select 'bench', n::text, 'DEFAULT', 'nothing', 'DEFAULT', due.at, -1, 5, 'WAITING', 'SIMPLE', due.at, 0, 0
            from generate_series(0, %1$d - 1) n
                cross join lateral (select (extract(epoch from now()) * 1000)::bigint - (%1$d - n) / 1000 as at) due
            """.formatted(triggers));
        database.execute("""
            insert into qrtz_simple_triggers
                (sched_name, trigger_name, trigger_group, repeat_count, repeat_interval, times_triggered)
            select 'bench', n::text, 'DEFAULT', 0, 0, 0 from generate_series(0, %d - 1) n
            """.formatted(triggers));
        for (String table : new String[] {"qrtz_triggers", "qrtz_simple_triggers", "qrtz_fired_triggers"}) {
            database.execute("vacuum analyze " + table);
        }
    }

    private static boolean isDone(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select not exists (select from qrtz_triggers)")) {
            return row.next() && row.getBoolean(1);
        }
    }

    @Override
    public void close() throws SchedulerException {
        scheduler.shutdown(true);
    }

    /** Public, since Quartz makes it. */
    public static final class Nothing implements Job {
        @Override
        public void execute(JobExecutionContext context) {}
    }
}
