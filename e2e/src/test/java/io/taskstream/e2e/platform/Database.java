package io.taskstream.e2e.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A service's database, looked at from outside. */
public record Database(String url, String user, String password) {

    /** @param status what the platform says of itself */
    static Database of(JsonNode status, String name) {
        JsonNode postgres = status.get("postgres");
        return new Database(
                "jdbc:postgresql://" + postgres.get("host").asString() + ":"
                        + postgres.get("port").asInt() + "/" + name,
                postgres.get("user").asString(),
                postgres.get("password").asString());
    }

    /** Runs statements, separated by semicolons. */
    public void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of what a query finds, as text. */
    public List<String> query(String sql, Object... parameters) {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                List<String> values = new ArrayList<>();
                while (result.next()) {
                    values.add(result.getString(1));
                }
                return values;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The number that a counting query finds. */
    public long count(String sql, Object... parameters) {
        return Long.parseLong(query(sql, parameters).getFirst());
    }
}
