package io.taskstream.local.kafka;

import io.taskstream.local.home.Ports;
import java.nio.file.Path;

/** The broker's configuration files. */
final class BrokerConfiguration {
    /** To the standard output, which the supervisor sends to a file. */
    static final String LOGGING = """
            status = warn
            # the broker logs until its very end
            shutdownHook = disable
            appender.console.type = Console
            appender.console.name = console
            appender.console.layout.type = PatternLayout
            appender.console.layout.pattern = %d{yyyy-MM-dd'T'HH:mm:ss.SSSX}{UTC} %-5p %m (%c)%n
            rootLogger.level = info
            rootLogger.appenderRef.console.ref = console
            # a line per denied operation
            logger.authorizer.name = kafka.authorizer.logger
            logger.authorizer.level = info
            """;

    private BrokerConfiguration() {}

    /**
     * The sidecars' listener authenticates by SCRAM. On the two others, which only this machine reaches, everybody is
     * ANONYMOUS, which is a super user: the broker itself, the launcher, and the developer's tools.
     */
    static String properties(Ports ports, Path logDirectory) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=TOOLS://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d,SIDECARS://127.0.0.1:%3$d
                advertised.listeners=TOOLS://127.0.0.1:%1$d,SIDECARS://127.0.0.1:%3$d
                listener.security.protocol.map=TOOLS:PLAINTEXT,CONTROLLER:PLAINTEXT,SIDECARS:SASL_PLAINTEXT
                inter.broker.listener.name=TOOLS
                controller.listener.names=CONTROLLER
                sasl.enabled.mechanisms=SCRAM-SHA-512
                listener.name.sidecars.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
                authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                super.users=User:ANONYMOUS
                allow.everyone.if.no.acl.found=false
                log.dirs=%4$s
                auto.create.topics.enable=false
                default.replication.factor=1
                min.insync.replicas=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=8
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=4
                group.initial.rebalance.delay.ms=0
                # how long a broker that was killed keeps its successor from registering
                broker.session.timeout.ms=4000
                broker.heartbeat.interval.ms=1000
                """.formatted(ports.kafkaTools(), ports.kafkaController(), ports.kafkaSidecars(), escaped(logDirectory));
    }

    /** A backslash begins an escape in a properties file. */
    private static String escaped(Path path) {
        return path.toString().replace("\\", "\\\\");
    }
}
