package io.taskstream.bench.drain;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import io.taskstream.bench.harness.Measurement;
import io.taskstream.bench.harness.WarmedByRepeats;
import io.taskstream.bench.platform.BenchDatabase;
import io.taskstream.bench.platform.BenchException;
import io.taskstream.bench.platform.CpuClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * db-scheduler with as many due executions of a task that does nothing, from its start until the last one is done and
 * deleted.
 *
 * @see <a href="https://github.com/kagkarlsson/db-scheduler/blob/master/docs/performance.md">its page on performance</a>
 */
final class DbSchedulerContender extends WarmedByRepeats implements AutoCloseable {
    static final String NAME = "db-scheduler";

    /** The fastest that its page on performance tells of, and of six that were tried on two cores. */
    static final int THREADS = 50;

    private static final double FETCH_BELOW = 0.5;
    private static final double FETCH_UP_TO = 4.0;

    /** Its housekeeping has threads of its own. */
    private static final int CONNECTIONS = THREADS + 4;

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final OneTimeTask<Void> NOTHING = Tasks.oneTime("nothing").execute((instance, context) -> {});

    private final BenchDatabase database;
    private final HikariDataSource pool;
    private final int executions;
    private final CpuClock cpu;

    DbSchedulerContender(BenchDatabase database, int executions, CpuClock cpu, Duration warmUp) {
        super(NAME, warmUp);
        this.database = database;
        this.pool = Pools.of(database, CONNECTIONS);
        this.executions = executions;
        this.cpu = cpu;
    }

    @Override
    public Measurement measure() throws Exception {
        fill();
        CountDownLatch done = new CountDownLatch(executions);
        Scheduler scheduler = Scheduler.create(pool, NOTHING)
                .threads(THREADS)
                .pollUsingLockAndFetch(FETCH_BELOW, FETCH_UP_TO)
                .pollingInterval(Duration.ofSeconds(1))
                .addSchedulerListener(new AbstractSchedulerListener() {
                    @Override
                    public void onExecutionComplete(ExecutionComplete complete) {
                        done.countDown();
                    }
                })
                .build();
        Map<String, Double> cpuBefore = cpu.read();
        long start = System.nanoTime();
        scheduler.start();
        try {
            if (!done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new BenchException(done.getCount() + " executions are not done.");
            }
            long elapsed = System.nanoTime() - start;
            return Measurement.throughput(executions, elapsed).and(cpu.since(cpuBefore, executions));
        } finally {
            scheduler.stop();
        }
    }

    private void fill() throws SQLException {
        database.execute("truncate scheduled_tasks");
        database.execute("""
            insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
            select 'nothing', n::text, now() - (%1$d - n) * interval '1 microsecond', false, 1
            from generate_series(0, %1$d - 1) n
            """.formatted(executions));
        database.execute("vacuum analyze scheduled_tasks");
    }

    @Override
    public void close() {
        pool.close();
    }
}
