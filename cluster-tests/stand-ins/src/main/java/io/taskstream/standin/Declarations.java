package io.taskstream.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Strimzi's resources of a folder.
 *
 * @param topics what the KafkaTopics declare
 * @param users the KafkaUsers' names
 * @param rights the ACLs that the KafkaUsers ask for
 */
record Declarations(List<NewTopic> topics, List<String> users, List<AclBinding> rights) {
    static Declarations read(Path folder) throws IOException {
        List<NewTopic> topics = new ArrayList<>();
        List<String> users = new ArrayList<>();
        List<AclBinding> rights = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                JsonNode resource = YAMLMapper.shared().readTree(Files.readString(file));
                String name = resource.path("metadata").path("name").asString();
                JsonNode spec = resource.path("spec");
                switch (resource.path("kind").asString()) {
                    case "KafkaTopic" -> topics.add(topic(name, spec));
                    case "KafkaUser" -> {
                        users.add(name);
                        spec.path("authorization").path("acls").forEach(acl -> rights.addAll(acls(name, acl)));
                    }
                    default -> throw new IOException(file + " is neither a topic nor a user");
                }
            }
        }
        return new Declarations(topics, users, rights);
    }

    private static NewTopic topic(String name, JsonNode spec) {
        NewTopic topic = new NewTopic(name, spec.path("partitions").asInt(), (short) 1);
        java.util.Map<String, String> config = new java.util.HashMap<>();
        spec.path("config")
                .properties()
                .forEach(entry -> config.put(entry.getKey(), entry.getValue().asString()));
        return topic.configs(config);
    }

    private static List<AclBinding> acls(String user, JsonNode acl) {
        JsonNode resource = acl.path("resource");
        ResourcePattern pattern = new ResourcePattern(
                ResourceType.fromString(resource.path("type").asString()),
                resource.path("name").asString(),
                PatternType.fromString(
                        resource.path("patternType").asString("literal").toUpperCase(Locale.ROOT)));
        return acl.path("operations")
                .valueStream()
                .map(operation -> new AclBinding(
                        pattern,
                        new AccessControlEntry(
                                "User:" + user,
                                "*",
                                AclOperation.fromString(operation.asString().toUpperCase(Locale.ROOT)),
                                AclPermissionType.ALLOW)))
                .toList();
    }

    /** Whether a user may do an operation on a topic. */
    boolean granted(String user, String topic, AclOperation operation) {
        return rights.stream()
                .anyMatch(acl -> acl.entry().principal().equals("User:" + user)
                        && acl.pattern().resourceType() == ResourceType.TOPIC
                        && acl.pattern().name().equals(topic)
                        && acl.entry().operation() == operation);
    }
}
