package io.taskstream.local.service;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One service of Taskstream.
 *
 * @param name its application name, Dapr app id, Kafka user and jar
 * @param index its place in the list, which decides its ports
 * @param database its database and the role that owns it; null if it keeps nothing
 * @param routesTo the services that it forwards requests to
 * @param settings further variables of its environment, for this platform only
 */
public record ServiceDefinition(
        String name, int index, @Nullable String database, List<String> routesTo, Map<String, String> settings) {
    private static final List<ServiceDefinition> ALL = List.of(
            new ServiceDefinition(
                    "gateway",
                    0,
                    null,
                    List.of("task-service", "reminder-service", "notification-service", "analytics-service"),
                    Map.of()),
            withDatabase("task-service", 1, "task", Map.of()),
            withDatabase("reminder-service", 2, "reminder", Map.of()),
            withDatabase(
                    "notification-service",
                    3,
                    "notification",
                    // so that a demo user's mail arrives before they have told an address
                    Map.of("TASKSTREAM_NOTIFICATION_DEFAULT_EMAIL", "{user_id}@example.com")),
            withDatabase("analytics-service", 4, "analytics", Map.of()));

    private static ServiceDefinition withDatabase(
            String name, int index, String database, Map<String, String> settings) {
        return new ServiceDefinition(name, index, database, List.of(), settings);
    }

    public static List<ServiceDefinition> all() {
        return ALL;
    }

    /** The component that is this service's sidecar. */
    public String sidecarName() {
        return name + "-sidecar";
    }
}
