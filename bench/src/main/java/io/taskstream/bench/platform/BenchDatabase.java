package io.taskstream.bench.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/** A database of a benchmark's own in the platform's server, dropped when it is done. */
public final class BenchDatabase implements AutoCloseable {
    /** Outbox, inbox and dead letters, as in every service. */
    public static final String EVENTING = "classpath:db/eventing";

    private final PostgresAddress server;
    private final String name;

    private BenchDatabase(PostgresAddress server, String name) {
        this.server = server;
        this.name = name;
    }

    /**
     * Makes an empty database, in the place of one that an earlier run left behind.
     *
     * @param name of lower-case letters and underscores
     */
    public static BenchDatabase create(PostgresAddress server, String name) throws SQLException {
        BenchDatabase database = new BenchDatabase(server, name);
        database.drop();
        database.administer("create database " + name);
        return database;
    }

    /** Runs Flyway migrations from these locations. */
    public BenchDatabase migrate(String... locations) {
        Flyway.configure()
                .dataSource(url(), server.user(), server.password())
                .locations(locations)
                .load()
                .migrate();
        return this;
    }

    public String name() {
        return name;
    }

    public String url() {
        return server.url(name);
    }

    public PostgresAddress server() {
        return server;
    }

    public Connection connect() throws SQLException {
        return server.connect(name);
    }

    /** Runs a statement by itself. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        drop();
    }

    private void drop() throws SQLException {
        administer("drop database if exists " + name + " with (force)");
    }

    private void administer(String sql) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
