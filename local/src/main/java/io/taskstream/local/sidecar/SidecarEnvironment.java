package io.taskstream.local.sidecar;

import io.taskstream.local.home.Installation;
import io.taskstream.local.home.Ports;
import io.taskstream.local.kafka.KafkaBroker;
import io.taskstream.local.mail.NtfyStandIn;
import io.taskstream.local.mail.TwilioStandIn;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The variables that the files in components/ refer to, with this platform's values. */
public record SidecarEnvironment(Installation installation, KafkaBroker kafka) {
    /** The one who sends messages to people. */
    private static final String SENDER = "notification-service";

    /** The variables for the sidecar of that app, which is a Kafka user of the same name if it uses Kafka at all. */
    public Map<String, String> of(String app) {
        Ports ports = installation.ports();
        Map<String, String> variables = new HashMap<>(tracing(installation.traces()));
        variables.put("KAFKA_BROKERS", kafka.sidecarsAddress());
        variables.put("KAFKA_PASSWORD", kafka.password(app));
        variables.put("KAFKA_DISABLE_TLS", "true");
        variables.put("SMTP_HOST", "127.0.0.1");
        variables.put("SMTP_PORT", Integer.toString(ports.smtp()));
        variables.put("SMTP_FROM", "Taskstream <reminders@taskstream.example>");
        variables.put("NTFY_URL", NtfyStandIn.url(ports));
        if (app.equals(SENDER)) {
            variables.putAll(TwilioStandIn.variables(installation));
        }
        // what name resolution and actors would otherwise learn from a network interface
        variables.put("DAPR_HOST_IP", "127.0.0.1");
        return variables;
    }

    /** Where spans of sidecars go: a collector's host and port. */
    private static Map<String, String> tracing(Optional<URI> collector) {
        return collector
                .map(uri -> Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        uri.getHost() + ":" + (uri.getPort() < 0 ? 4318 : uri.getPort()),
                        "OTEL_EXPORTER_OTLP_PROTOCOL",
                        "http/protobuf",
                        "OTEL_EXPORTER_OTLP_INSECURE",
                        Boolean.toString(!"https".equals(uri.getScheme()))))
                .orElse(Map.of());
    }
}
