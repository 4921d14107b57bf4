package io.taskstream.cluster.contract;

import io.taskstream.cluster.tools.Manifests;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Who may write and read which topics, by the Dapr component and by the Kafka users. */
public final class Rights {
    private final Map<String, String> pubsub;
    private final List<JsonNode> users;
    private final Set<String> scopes;

    public Rights() {
        JsonNode component = Manifests.folder("components").get("Component", "pubsub");
        this.pubsub = StreamSupport.stream(
                        component.path("spec").path("metadata").spliterator(), false)
                .filter(item -> item.has("value"))
                .collect(Collectors.toMap(
                        item -> item.path("name").asString(),
                        item -> item.path("value").asString()));
        this.scopes =
                component.path("scopes").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
        this.users = Manifests.folder("strimzi/users").ofKind("KafkaUser");
    }

    /** The component's metadata of that name. */
    String metadata(String name) {
        return pubsub.getOrDefault(name, "");
    }

    /** Apps that load the component. */
    Set<String> apps() {
        return scopes;
    }

    /** Topics by app, of {@code publishingScopes} or {@code subscriptionScopes}. */
    public Map<String, Set<String>> scopes(String name) {
        return Arrays.stream(metadata(name).split(";"))
                .map(entry -> entry.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0].strip(),
                        pair -> split(pair[1]),
                        (a, b) -> {
                            throw new AssertionError("An app is named twice in " + name);
                        },
                        TreeMap::new));
    }

    static Set<String> split(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).collect(Collectors.toCollection(TreeSet::new));
    }

    List<JsonNode> users() {
        return users;
    }

    /** Names of the resources of a type on which a user may do an operation. */
    Set<String> granted(String user, String type, String operation) {
        Predicate<JsonNode> may =
                acl -> acl.path("resource").path("type").asString().equals(type)
                        && acl.path("operations")
                                .valueStream()
                                .anyMatch(each -> each.asString().equals(operation));
        return users.stream()
                .filter(each -> Manifests.name(each).equals(user))
                .flatMap(each ->
                        each.path("spec").path("authorization").path("acls").valueStream())
                .filter(may)
                .map(acl -> acl.path("resource").path("name").asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
