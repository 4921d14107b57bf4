package io.taskstream.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.local.home.Checkout;
import io.taskstream.local.home.DataDirectory;
import io.taskstream.local.home.Installation;
import io.taskstream.local.home.Ports;
import io.taskstream.local.kafka.KafkaBroker;
import io.taskstream.local.sidecar.SidecarEnvironment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The components take from the environment what daprd is able to give them. */
class ComponentVariableTests {
    /** May stay unset: the catchers take messages from anybody, and the local broker has no certificate. */
    private static final Set<String> OPTIONAL =
            Set.of("SMTP_USERNAME", "SMTP_PASSWORD", "KAFKA_CA_CERT", "NTFY_AUTHORIZATION");

    private static final List<String> VARIABLES = Stream.of("pubsub", "smtp", "push", "sms")
            .flatMap(component -> DaprResource.read(component).variables().stream())
            .toList();

    @Test
    void the_local_platform_sets_every_variable_that_a_component_refers_to(@TempDir Path folder) {
        Installation installation =
                Installation.of(Checkout.find(), new DataDirectory(folder), new Ports(0), Optional.empty());
        Set<String> given = new SidecarEnvironment(installation, new KafkaBroker(installation))
                .of("notification-service")
                .keySet();

        assertThat(given)
                .containsAll(VARIABLES.stream()
                        .filter(name -> !OPTIONAL.contains(name))
                        .collect(Collectors.toSet()));
    }

    @Test
    void daprd_does_not_refuse_the_names() {
        assertThat(VARIABLES).isNotEmpty().noneMatch(name -> name.startsWith("DAPR_") || name.equals("APP_API_TOKEN"));
    }

    /** In Kubernetes daprd looks names up in one string, and takes the first occurrence for the only one. */
    @Test
    void no_name_is_part_of_another() {
        assertThat(VARIABLES)
                .allSatisfy(name -> assertThat(VARIABLES)
                        .filteredOn(other -> !other.equals(name))
                        .noneMatch(other -> other.contains(name)));
    }
}
