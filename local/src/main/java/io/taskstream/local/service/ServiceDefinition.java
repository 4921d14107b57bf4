package io.taskstream.local.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One service of Taskstream.
 *
 * @param name its application name, Dapr app id, Kafka user and jar
 * @param index its place in the list, which decides its ports
 * @param database its database and the role that owns it; null if it keeps nothing
 * @param routesTo the services that it forwards requests to
 */
public record ServiceDefinition(
        String name, int index, @Nullable String database, List<String> routesTo) {
    private static final List<ServiceDefinition> ALL = List.of(
            new ServiceDefinition(
                    "gateway",
                    0,
                    null,
                    List.of("task-service", "reminder-service", "notification-service", "analytics-service")),
            new ServiceDefinition("task-service", 1, "task", List.of()),
            new ServiceDefinition("reminder-service", 2, "reminder", List.of()),
            new ServiceDefinition("notification-service", 3, "notification", List.of()),
            new ServiceDefinition("analytics-service", 4, "analytics", List.of()));

    public static List<ServiceDefinition> all() {
        return ALL;
    }

    /** The component that is this service's sidecar. */
    public String sidecarName() {
        return name + "-sidecar";
    }
}
