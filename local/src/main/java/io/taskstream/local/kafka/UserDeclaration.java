package io.taskstream.local.kafka;

import io.taskstream.local.home.PlatformException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** A user with its rights, as a KafkaUser of strimzi/ declares it. */
public record UserDeclaration(String name, Set<AclBinding> rights) {
    /**
     * Reads every KafkaUser of a folder.
     *
     * @throws PlatformException if one asks for what this platform's broker doesn't offer: another
     *     authentication than SCRAM-SHA-512, another authorization than simple
     */
    public static List<UserDeclaration> readAll(Path folder) {
        return Manifest.readAll(folder, "KafkaUser").stream()
                .map(UserDeclaration::of)
                .toList();
    }

    private static UserDeclaration of(Manifest manifest) {
        manifest.require("scram-sha-512", "spec", "authentication", "type");
        manifest.require("simple", "spec", "authorization", "type");
        Set<AclBinding> rights = manifest.list("spec", "authorization", "acls").stream()
                .flatMap(acl -> bindings(manifest, acl).stream())
                .collect(Collectors.toUnmodifiableSet());
        return new UserDeclaration(manifest.name(), rights);
    }

    private static List<AclBinding> bindings(Manifest manifest, Manifest acl) {
        ResourceType type = ResourceType.fromString(acl.text("resource", "type"));
        PatternType pattern =
                PatternType.fromString(acl.text("resource", "patternType").toUpperCase(Locale.ROOT));
        if (type.isUnknown() || pattern.isUnknown()) {
            throw manifest.mistake("names an unknown resource or pattern type");
        }
        ResourcePattern resource = new ResourcePattern(type, acl.text("resource", "name"), pattern);
        return acl.texts("operations").stream()
                .map(AclOperation::fromString)
                .map(operation -> {
                    if (operation.isUnknown()) {
                        throw manifest.mistake("names an unknown operation");
                    }
                    return new AclBinding(
                            resource,
                            new AccessControlEntry("User:" + manifest.name(), "*", operation, AclPermissionType.ALLOW));
                })
                .toList();
    }

    /** The rights by resource, as {@code topic/task-events} with its operations: what a test compares. */
    public Map<String, Set<AclOperation>> operationsByResource() {
        return rights.stream()
                .collect(Collectors.groupingBy(
                        right -> right.pattern().resourceType().name().toLowerCase(Locale.ROOT) + "/"
                                + right.pattern().name(),
                        Collectors.mapping(right -> right.entry().operation(), Collectors.toSet())));
    }
}
