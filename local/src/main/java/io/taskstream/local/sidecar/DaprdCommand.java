package io.taskstream.local.sidecar;

import io.taskstream.local.home.Checkout;
import io.taskstream.local.home.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How daprd is called for one app; everything stays on loopback.
 *
 * @param asksForHealth whether the app is asked how it is, so that it gets no events while it isn't well
 */
public record DaprdCommand(
        Path daprd,
        String appId,
        int appPort,
        boolean asksForHealth,
        int httpPort,
        int grpcPort,
        int internalGrpcPort,
        int metricsPort,
        Duration shutdown) {
    /** Nobody is called by name through these sidecars; mDNS, the default, would announce them to the whole network. */
    private static final String LOCAL_CONFIGURATION = """
            apiVersion: dapr.io/v1alpha1
            kind: Configuration
            metadata:
              name: local
            spec:
              nameResolution:
                component: nameformat
                configuration:
                  format: "{appid}.localhost"
            """;

    public List<String> arguments(Checkout checkout, DataDirectory data) throws IOException {
        Path local = data.root().resolve("daprd.yaml");
        if (!Files.exists(local)) {
            Files.writeString(local, LOCAL_CONFIGURATION);
        }
        List<String> arguments = new ArrayList<>(List.of(
                daprd.toString(),
                "--app-id",
                appId,
                "--app-port",
                Integer.toString(appPort),
                "--app-protocol",
                "http",
                "--app-channel-address",
                "127.0.0.1",
                "--dapr-http-port",
                Integer.toString(httpPort),
                "--dapr-grpc-port",
                Integer.toString(grpcPort),
                "--dapr-internal-grpc-port",
                Integer.toString(internalGrpcPort),
                "--dapr-internal-grpc-listen-address",
                "127.0.0.1",
                "--dapr-listen-addresses",
                "127.0.0.1",
                "--metrics-port",
                Integer.toString(metricsPort),
                "--metrics-listen-address",
                "127.0.0.1",
                "--resources-path",
                checkout.components().toString(),
                "--config",
                checkout.components().resolve("configuration.yaml").toString(),
                "--config",
                local.toString(),
                "--dapr-graceful-shutdown-seconds",
                Long.toString(shutdown.toSeconds())));
        if (asksForHealth) {
            arguments.addAll(List.of(
                    // an app that is down must not drain its topics into the dead letters
                    "--enable-app-health-check",
                    "--app-health-check-path",
                    "/dapr/health",
                    "--app-health-probe-interval",
                    "2",
                    // the default of half a second makes sidecars on a busy machine pause and rejoin again and again
                    "--app-health-probe-timeout",
                    "2000",
                    "--app-health-threshold",
                    "2"));
        }
        return arguments;
    }
}
