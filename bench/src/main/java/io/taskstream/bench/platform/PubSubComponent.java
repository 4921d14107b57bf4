package io.taskstream.bench.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The platform's pub/sub component for an app that isn't one of its services: all of its settings, without the lists of
 * who may use which topic, and over the listener that asks for no password, on which Kafka's own client is measured
 * too.
 */
final class PubSubComponent {
    private static final Set<String> RIGHTS =
            Set.of("allowedTopics", "protectedTopics", "publishingScopes", "subscriptionScopes");
    private static final Set<String> CREDENTIALS = Set.of("saslMechanism", "saslUsername", "saslPassword", "caCert");

    private PubSubComponent() {}

    /** Writes the component into a folder for {@code --resources-path}. */
    static void write(Path component, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("pubsub.yaml"), open(Files.readString(component)));
    }

    @SuppressWarnings("unchecked") // a component's shape is fixed
    static String open(String component) {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        Map<String, Object> document = yaml.load(component);
        Map<String, Object> spec = (Map<String, Object>) document.getOrDefault("spec", Map.of());
        List<Map<String, Object>> metadata = (List<Map<String, Object>>) spec.getOrDefault("metadata", List.of());
        metadata.removeIf(entry -> RIGHTS.contains(entry.get("name")) || CREDENTIALS.contains(entry.get("name")));
        for (Map<String, Object> entry : metadata) {
            if ("authType".equals(entry.get("name"))) {
                entry.put("value", "none");
            }
        }
        document.remove("scopes");
        return yaml.dump(document);
    }
}
