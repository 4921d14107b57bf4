package io.taskstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.e2e.platform.Platform;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** What the broker says of its topics. */
class TopicsTests {
    /** As the design has it: partitions and days of retention. */
    private static final Map<String, List<Integer>> DESIGN = Map.of(
            "task-events", List.of(3, 7),
            "task-updates", List.of(3, 30),
            "reminders", List.of(3, 7),
            "note-events", List.of(3, 7),
            "messages", List.of(3, 7),
            "notifications", List.of(3, 7),
            "insights", List.of(3, 7));

    @Test
    void the_topics_of_the_design_exist_with_their_dead_letters_and_no_others() throws Exception {
        Map<String, List<Integer>> expected = new TreeMap<>(DESIGN);
        DESIGN.keySet().forEach(topic -> expected.put(topic + "-dlq", List.of(1, 30)));
        Map<String, List<Integer>> found = new TreeMap<>();
        try (Admin admin = Platform.get().broker().admin()) {
            Collection<String> names = admin.listTopics().names().get();
            Map<String, TopicDescription> topics =
                    admin.describeTopics(names).allTopicNames().get();
            Map<ConfigResource, Config> configs = admin.describeConfigs(names.stream()
                            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                            .toList())
                    .all()
                    .get();
            Map<String, Integer> days = new LinkedHashMap<>();
            configs.forEach((resource, config) -> days.put(resource.name(), (int)
                    Duration.ofMillis(Long.parseLong(config.get("retention.ms").value()))
                            .toDays()));
            topics.forEach((name, description) ->
                    found.put(name, List.of(description.partitions().size(), days.get(name))));
        }
        found.keySet().removeIf(name -> name.startsWith("__"));
        assertThat(found).isEqualTo(expected);
    }
}
