package io.taskstream.bench.drain;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.taskstream.bench.platform.BenchDatabase;

/** Connections for those that need many, open before it counts. */
final class Pools {
    private Pools() {}

    static HikariDataSource of(BenchDatabase database, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.server().user());
        config.setPassword(database.server().password());
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }
}
