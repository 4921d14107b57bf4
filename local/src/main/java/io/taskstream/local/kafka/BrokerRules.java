package io.taskstream.local.kafka;

import static java.util.Objects.requireNonNull;

import io.taskstream.local.home.PlatformException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;

/** Makes a broker's topics, users and rights equal to what is declared. */
final class BrokerRules implements AutoCloseable {
    private static final int SCRAM_ITERATIONS = 4096;

    private final Admin admin;

    private BrokerRules(Admin admin) {
        this.admin = admin;
    }

    static BrokerRules connect(String bootstrap) {
        return new BrokerRules(Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                60_000)));
    }

    /** @param passwords gives a user's password */
    void enforce(List<TopicDeclaration> topics, List<UserDeclaration> users, UnaryOperator<String> passwords)
            throws InterruptedException, ExecutionException {
        enforceTopics(topics);
        enforceUsers(users, passwords);
        enforceRights(users.stream().flatMap(user -> user.rights().stream()).collect(Collectors.toUnmodifiableSet()));
    }

    private void enforceTopics(List<TopicDeclaration> declared) throws InterruptedException, ExecutionException {
        Set<String> present = admin.listTopics().names().get();
        List<NewTopic> missing = declared.stream()
                .filter(topic -> !present.contains(topic.name()))
                .map(topic -> new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                        .configs(topic.config()))
                .toList();
        admin.createTopics(missing).all().get();

        List<TopicDeclaration> older = declared.stream()
                .filter(topic -> present.contains(topic.name()))
                .toList();
        enforcePartitions(older);
        enforceConfigs(older);
    }

    private void enforcePartitions(List<TopicDeclaration> declared) throws InterruptedException, ExecutionException {
        Map<String, TopicDescription> present = admin.describeTopics(
                        declared.stream().map(TopicDeclaration::name).toList())
                .allTopicNames()
                .get();
        for (TopicDeclaration topic : declared) {
            int partitions =
                    requireNonNull(present.get(topic.name())).partitions().size();
            if (partitions > topic.partitions()) {
                throw new PlatformException("The topic " + topic.name() + " has " + partitions
                        + " partitions here and is declared with " + topic.partitions()
                        + "; Kafka can't take partitions away: ./taskstream reset deletes all local data.");
            }
            if (partitions < topic.partitions()) {
                admin.createPartitions(Map.of(topic.name(), NewPartitions.increaseTo(topic.partitions())))
                        .all()
                        .get();
            }
        }
    }

    private void enforceConfigs(List<TopicDeclaration> declared) throws InterruptedException, ExecutionException {
        List<ConfigResource> resources =
                declared.stream().map(topic -> resource(topic.name())).toList();
        Map<ConfigResource, Config> present =
                admin.describeConfigs(resources).all().get();
        Map<ConfigResource, Collection<AlterConfigOp>> changes = declared.stream()
                .collect(Collectors.toMap(
                        topic -> resource(topic.name()),
                        topic -> changes(topic, requireNonNull(present.get(resource(topic.name()))))));
        changes.values().removeIf(Collection::isEmpty);
        if (!changes.isEmpty()) {
            admin.incrementalAlterConfigs(changes).all().get();
        }
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static Collection<AlterConfigOp> changes(TopicDeclaration topic, Config present) {
        List<AlterConfigOp> changes = new ArrayList<>();
        topic.config().forEach((name, value) -> {
            ConfigEntry entry = present.get(name);
            if (entry == null || !value.equals(entry.value())) {
                changes.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET));
            }
        });
        present.entries().stream()
                .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .filter(entry -> !topic.config().containsKey(entry.name()))
                .forEach(entry -> changes.add(
                        new AlterConfigOp(new ConfigEntry(entry.name(), null), AlterConfigOp.OpType.DELETE)));
        return changes;
    }

    private void enforceUsers(List<UserDeclaration> declared, UnaryOperator<String> passwords)
            throws InterruptedException, ExecutionException {
        Set<String> names = declared.stream().map(UserDeclaration::name).collect(Collectors.toUnmodifiableSet());
        List<UserScramCredentialAlteration> changes = new ArrayList<>();
        for (String user : names) {
            changes.add(new UserScramCredentialUpsertion(
                    user,
                    new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, SCRAM_ITERATIONS),
                    passwords.apply(user)));
        }
        admin.describeUserScramCredentials().all().get().keySet().stream()
                .filter(user -> !names.contains(user))
                .forEach(user -> changes.add(new UserScramCredentialDeletion(user, ScramMechanism.SCRAM_SHA_512)));
        admin.alterUserScramCredentials(changes).all().get();
    }

    private void enforceRights(Set<AclBinding> declared) throws InterruptedException, ExecutionException {
        Set<AclBinding> present =
                Set.copyOf(admin.describeAcls(AclBindingFilter.ANY).values().get());
        Set<AclBinding> excess = new HashSet<>(present);
        excess.removeAll(declared);
        Set<AclBinding> missing = new HashSet<>(declared);
        missing.removeAll(present);
        admin.createAcls(missing).all().get();
        admin.deleteAcls(excess.stream().map(AclBinding::toFilter).toList())
                .all()
                .get();
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
