package io.taskstream.local.kafka;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A topic as a KafkaTopic of strimzi/ declares it.
 *
 * @param config the topic's settings by Kafka's names, {@code retention.ms} among them
 */
public record TopicDeclaration(String name, int partitions, Map<String, String> config) {
    /** Reads every KafkaTopic of a folder. */
    public static List<TopicDeclaration> readAll(Path folder) {
        return Manifest.readAll(folder, "KafkaTopic").stream()
                .map(TopicDeclaration::of)
                .toList();
    }

    private static TopicDeclaration of(Manifest manifest) {
        Map<String, String> config = manifest.map("spec", "config").entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
        return new TopicDeclaration(manifest.name(), manifest.integer("spec", "partitions"), config);
    }
}
