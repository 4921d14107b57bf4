package io.taskstream.cluster.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Kubernetes resources, as read from YAML.
 *
 * @param text the YAML
 * @param resources each document that isn't empty
 */
public record Manifests(String text, List<JsonNode> resources) {
    private static final ObjectMapper YAML = YAMLMapper.builder().build();

    public static Manifests parse(String text) {
        List<JsonNode> documents = new ArrayList<>();
        try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            while (values.hasNextValue()) {
                JsonNode document = values.nextValue();
                if (document != null && document.isObject()) {
                    documents.add(document);
                }
            }
        }
        return new Manifests(text, List.copyOf(documents));
    }

    /** All YAML files of a folder of the checkout. */
    public static Manifests folder(String relative) {
        try (Stream<Path> files = Files.list(Checkout.path(relative))) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                text.append("---\n").append(Files.readString(file)).append('\n');
            }
            return parse(text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<JsonNode> ofKind(String kind) {
        return resources.stream()
                .filter(resource -> resource.path("kind").asString().equals(kind))
                .toList();
    }

    public JsonNode get(String kind, String name) {
        return ofKind(kind).stream()
                .filter(resource -> name(resource).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + kind + " " + name));
    }

    public static String name(JsonNode resource) {
        return resource.path("metadata").path("name").asString();
    }
}
