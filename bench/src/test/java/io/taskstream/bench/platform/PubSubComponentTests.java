package io.taskstream.bench.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class PubSubComponentTests {
    @Test
    void the_benchmarks_component_keeps_all_settings_but_rights_and_credentials() throws Exception {
        String component = Files.readString(Path.of("../components/pubsub.yaml"));
        Map<String, Object> original = settings(component);
        Map<String, Object> open = settings(PubSubComponent.open(component));
        assertThat(open).containsEntry("authType", "none").containsKeys("brokers", "version", "initialOffset");
        original.keySet()
                .removeAll(List.of(
                        "allowedTopics",
                        "protectedTopics",
                        "publishingScopes",
                        "subscriptionScopes",
                        "saslMechanism",
                        "saslUsername",
                        "saslPassword",
                        "caCert"));
        original.put("authType", "none");
        assertThat(open).isEqualTo(original);
    }

    @Test
    void any_app_may_use_it() throws Exception {
        String component = Files.readString(Path.of("../components/pubsub.yaml"));
        Map<String, Object> document = new Yaml().load(PubSubComponent.open(component));
        assertThat(document).doesNotContainKey("scopes").containsEntry("kind", "Component");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> settings(String component) {
        Map<String, Object> document = new Yaml().load(component);
        Map<String, Object> spec = (Map<String, Object>) document.get("spec");
        Map<String, Object> settings = new TreeMap<>();
        ((List<Map<String, Object>>) spec.get("metadata"))
                .forEach(entry -> settings.put(
                        (String) entry.get("name"),
                        entry.containsKey("value") ? entry.get("value") : entry.get("envRef")));
        return settings;
    }
}
