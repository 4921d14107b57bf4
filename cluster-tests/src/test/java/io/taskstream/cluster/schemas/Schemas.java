package io.taskstream.cluster.schemas;

import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.podset.StrimziPodSet;
import io.strimzi.api.kafka.model.rebalance.KafkaRebalance;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.taskstream.cluster.tools.Checkout;
import io.taskstream.cluster.tools.Command;
import io.taskstream.cluster.tools.Manifests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Schemas of Kubernetes' own kinds and of the custom resources in use, as kubeconform reads them, and the definitions of
 * the latter, as an API server takes them. Kept in the user's cache; unknown fields are refused.
 */
public final class Schemas {
    private static final String STRIMZI = "io.strimzi:api:1.2.0";
    private static final List<Class<?>> STRIMZI_KINDS = List.of(
            Kafka.class,
            KafkaNodePool.class,
            KafkaTopic.class,
            KafkaUser.class,
            KafkaRebalance.class,
            StrimziPodSet.class);

    private final Path folder;

    private Schemas(Path folder) {
        this.folder = folder;
    }

    /** Makes them if these versions aren't there yet: a minute with what Go fetches, else nothing. */
    public static Schemas ready() {
        String versions =
                Arrays.stream(CrdSource.values()).map(CrdSource::coordinates).collect(Collectors.joining(" ")) + " "
                        + STRIMZI;
        Path folder = Checkout.cache().resolve("schemas-" + Integer.toHexString(versions.hashCode()));
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                Schemas schemas = new Schemas(folder);
                Path done = folder.resolve("done");
                if (!Files.exists(done)) {
                    schemas.make();
                    Files.writeString(done, versions);
                }
                return schemas;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where kubeconform finds them: values of its {@code -schema-location}. */
    public List<String> locations() {
        return List.of(
                folder + "/core/{{.ResourceKind}}{{.KindSuffix}}.json",
                folder + "/crd/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json");
    }

    /** The definitions of an operator's kinds: one of {@code strimzi}, {@code dapr}, {@code keda} … */
    public Path definitions(String operator) {
        return folder.resolve("definitions").resolve(operator);
    }

    /** Dapr's own chart, of the version whose definitions these are. */
    public static Path daprChart() {
        return CrdSource.DAPR.folder().getParent();
    }

    private void make() throws IOException {
        writeCore(JsonMapper.shared()
                .readTree(Files.readString(CrdSource.KUBERNETES.folder().resolve("swagger.json"))));
        Path strimzi = Files.createDirectories(definitions("strimzi"));
        Command generator = Command.of(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                "-cp",
                System.getProperty("java.class.path"),
                "io.strimzi.crdgenerator.CrdGenerator",
                "--target-kube",
                "1.30+",
                "--yaml");
        for (Class<?> kind : STRIMZI_KINDS) {
            String file = kind.getSimpleName().toLowerCase(Locale.ROOT) + ".yaml";
            generator.with(kind.getName() + "=" + strimzi.resolve(file));
        }
        generator.output();
        writeCustom(strimzi);
        for (CrdSource source : CrdSource.values()) {
            if (source != CrdSource.KUBERNETES) {
                Path copy = Files.createDirectories(
                        definitions(source.name().toLowerCase(Locale.ROOT).replace('_', '-')));
                try (Stream<Path> files = Files.list(source.folder())) {
                    for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                            .toList()) {
                        Files.write(copy.resolve(file.getFileName().toString()), Files.readAllBytes(file));
                    }
                }
                writeCustom(copy);
            }
        }
    }

    /** One file for all definitions, and one per kind that points into it. */
    private void writeCore(JsonNode swagger) throws IOException {
        Path core = Files.createDirectories(folder.resolve("core"));
        ObjectNode definitions = (ObjectNode) swagger.path("definitions");
        definitions.forEach(Schemas::refuseUnknown);
        // they are strings in Swagger, and numbers as well in manifests
        for (String name : List.of(
                "io.k8s.apimachinery.pkg.util.intstr.IntOrString", "io.k8s.apimachinery.pkg.api.resource.Quantity")) {
            ObjectNode either = (ObjectNode) definitions.path(name);
            either.remove("type");
            either.putArray("oneOf")
                    .add(JsonMapper.shared().createObjectNode().put("type", "string"))
                    .add(JsonMapper.shared().createObjectNode().put("type", "number"));
        }
        Files.writeString(
                core.resolve("_definitions.json"),
                JsonMapper.shared()
                        .writeValueAsString(
                                JsonMapper.shared().createObjectNode().set("definitions", definitions)));
        for (var definition : definitions.properties()) {
            for (JsonNode kind : definition.getValue().path("x-kubernetes-group-version-kind")) {
                String group = kind.path("group").asString();
                // as kubeconform names them: deployment-apps-v1, service-v1, networkpolicy-networking-v1
                String suffix = group.isEmpty() ? "" : "-" + group.split("\\.", 2)[0];
                String file = kind.path("kind").asString().toLowerCase(Locale.ROOT) + suffix + "-"
                        + kind.path("version").asString() + ".json";
                Files.writeString(
                        core.resolve(file),
                        "{\"$ref\": \"_definitions.json#/definitions/" + definition.getKey() + "\"}");
            }
        }
    }

    private void writeCustom(Path definitions) throws IOException {
        try (Stream<Path> files = Files.list(definitions)) {
            for (Path file : files.toList()) {
                for (JsonNode definition :
                        Manifests.parse(Files.readString(file)).ofKind("CustomResourceDefinition")) {
                    writeCustom(definition.path("spec"));
                }
            }
        }
    }

    private void writeCustom(JsonNode spec) throws IOException {
        Path group = Files.createDirectories(
                folder.resolve("crd").resolve(spec.path("group").asString()));
        String kind = spec.path("names").path("kind").asString().toLowerCase(Locale.ROOT);
        for (JsonNode version : spec.path("versions")) {
            ObjectNode schema = (ObjectNode) version.path("schema").path("openAPIV3Schema");
            refuseUnknown(schema);
            ObjectNode properties = schema.withObjectProperty("properties");
            properties.putObject("metadata").put("type", "object");
            for (String field : List.of("apiVersion", "kind")) {
                if (!properties.has(field)) {
                    properties.putObject(field).put("type", "string");
                }
            }
            Files.writeString(
                    group.resolve(kind + "_" + version.path("name").asString() + ".json"),
                    JsonMapper.shared().writeValueAsString(schema));
        }
    }

    private static void refuseUnknown(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.path("properties").isObject()
                    && !object.has("additionalProperties")
                    && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean(false)
                    && (!object.has("type") || object.path("type").asString("").equals("object"))) {
                object.put("additionalProperties", false);
            }
            if (object.path("x-kubernetes-int-or-string").asBoolean(false)) {
                object.remove("type");
                object.remove("anyOf");
                object.putArray("oneOf")
                        .add(JsonMapper.shared().createObjectNode().put("type", "string"))
                        .add(JsonMapper.shared().createObjectNode().put("type", "integer"));
            }
        }
        node.forEach(Schemas::refuseUnknown);
    }
}
