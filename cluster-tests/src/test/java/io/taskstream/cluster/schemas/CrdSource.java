package io.taskstream.cluster.schemas;

import io.taskstream.cluster.tools.Command;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** A Go module in which definitions of resources are, at a pinned version. */
enum CrdSource {
    KUBERNETES("k8s.io/kubernetes", "v1.36.3", "api/openapi-spec"),
    DAPR("github.com/dapr/dapr", "v1.18.2", "charts/dapr/crds"),
    KEDA("github.com/kedacore/keda/v2", "v2.21.0", "config/crd/bases"),
    PROMETHEUS_OPERATOR(
            "github.com/prometheus-operator/prometheus-operator", "v0.85.0", "example/prometheus-operator-crd"),
    GATEWAY_API("sigs.k8s.io/gateway-api", "v1.4.0", "config/crd/standard"),
    CLOUDNATIVE_PG("github.com/cloudnative-pg/cloudnative-pg", "v1.27.0", "config/crd/bases");

    private final String module;
    private final String version;
    private final String folder;

    CrdSource(String module, String version, String folder) {
        this.module = module;
        this.version = version;
        this.folder = folder;
    }

    String coordinates() {
        return module + "@" + version;
    }

    /** The folder of the definitions; fetched with Go if it isn't in its cache. */
    Path folder() {
        String answer = Command.of("go", "mod", "download", "-json", coordinates())
                .env("GOFLAGS", "-mod=mod")
                .in(Path.of(System.getProperty("java.io.tmpdir")))
                .within(Duration.ofMinutes(10))
                .output();
        return Path.of(JsonMapper.shared().readTree(answer).path("Dir").asString())
                .resolve(folder);
    }
}
