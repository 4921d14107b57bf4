package io.taskstream.local.service;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One service of Taskstream, or one replica of it.
 *
 * @param app its application name, Dapr app id, Kafka user and jar
 * @param replica 1 for the first of its replicas, to which requests are routed
 * @param index its place in the list, which decides its ports
 * @param database its database and the role that owns it; null if it keeps nothing
 * @param routesTo the services that it forwards requests to
 * @param settings further variables of its environment, for this platform only
 */
public record ServiceDefinition(
        String app,
        int replica,
        int index,
        @Nullable String database,
        List<String> routesTo,
        Map<String, String> settings) {
    /** Replicas of one service, at most. */
    public static final int MOST_REPLICAS = 5;

    private static final List<ServiceDefinition> ALL = List.of(
            new ServiceDefinition(
                    "gateway",
                    1,
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
                    Map.of(
                            // so that a demo user's mail arrives before they have told an address
                            "TASKSTREAM_NOTIFICATION_DEFAULT_EMAIL", "{user_id}@example.com",
                            // so that a webhook can be tried out with a program on this machine
                            "TASKSTREAM_NOTIFICATION_WEBHOOKS_ALLOW_PRIVATE", "127.0.0.1")),
            withDatabase("analytics-service", 4, "analytics", Map.of()));

    private static ServiceDefinition withDatabase(
            String app, int index, String database, Map<String, String> settings) {
        return new ServiceDefinition(app, 1, index, database, List.of(), settings);
    }

    public static List<ServiceDefinition> all() {
        return ALL;
    }

    /** The component's name: the service's, with a number from the second replica on. */
    public String name() {
        return replica == 1 ? app : app + "-" + replica;
    }

    /** This service and its further replicas, on ports that no other service has. */
    public List<ServiceDefinition> replicas(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new ServiceDefinition(
                        app,
                        number,
                        number == 1 ? index : ALL.size() + index * (MOST_REPLICAS - 1) + number - 2,
                        database,
                        routesTo,
                        settings))
                .toList();
    }

    /** Whether events come to it or from it: to the gateway, which keeps nothing, none do. */
    public boolean usesKafka() {
        return database != null;
    }

    /** The component that is this service's sidecar. */
    public String sidecarName() {
        return name() + "-sidecar";
    }
}
