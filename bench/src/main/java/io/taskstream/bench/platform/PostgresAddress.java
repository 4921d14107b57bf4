package io.taskstream.bench.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The platform's PostgreSQL server, with a user who may do anything in it. */
public record PostgresAddress(String host, int port, String user, String password) {
    public String url(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), user, password);
    }

    /** The server's version, such as {@code 18.1}. */
    public String version() throws SQLException {
        try (Connection connection = connect("postgres")) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
