package io.taskstream.local.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A service's database and its role, which share a name. */
final class PostgresDatabase {
    private PostgresDatabase() {}

    /**
     * Makes role and database where they are missing, and shuts every other role out.
     *
     * @param name of a service in the catalogue, so made of lower-case letters only
     */
    static void ensure(Connection superuser, String name, String password) throws SQLException {
        if (!name.matches("[a-z]+")) {
            throw new IllegalArgumentException("Not a database name: " + name);
        }
        try (Statement statement = superuser.createStatement()) {
            if (!exists(superuser, "SELECT 1 FROM pg_roles WHERE rolname = ?", name)) {
                // a role takes no parameter; the password is URL-safe text of our own
                statement.execute("CREATE ROLE " + name + " LOGIN PASSWORD '" + password + "'");
            }
            if (!exists(superuser, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                statement.execute("CREATE DATABASE " + name + " OWNER " + name);
            }
            statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        }
    }
}
