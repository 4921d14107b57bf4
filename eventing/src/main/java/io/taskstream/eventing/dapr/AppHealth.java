package io.taskstream.eventing.dapr;

import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Whether events can be applied at present. Probes only read a flag; the database is asked once it has failed, until it
 * is back. A delivery that failed for want of the database is so held back instead of becoming a dead letter.
 */
public class AppHealth implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(AppHealth.class);

    private final JdbcTemplate jdbc;
    private volatile boolean databaseDown;
    private volatile boolean running;

    AppHealth(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.jdbc.setQueryTimeout(2);
    }

    /** Whether the sidecar may deliver. */
    boolean accepting() {
        return running && !databaseDown;
    }

    /** Tells that applying an event failed for want of the database. */
    public void databaseFailed() {
        if (!databaseDown) {
            log.warn("The database can't be reached: deliveries are paused until it can");
        }
        databaseDown = true;
    }

    @Scheduled(fixedDelay = 500)
    void checkDatabase() {
        if (databaseDown) {
            try {
                jdbc.execute("select 1");
                databaseDown = false;
                log.info("The database is back: deliveries go on");
            } catch (DataAccessException e) {
                log.debug("The database is still down", e);
            }
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
