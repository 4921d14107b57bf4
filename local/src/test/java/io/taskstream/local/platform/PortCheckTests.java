package io.taskstream.local.platform;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskstream.local.home.PlatformException;
import io.taskstream.local.process.PortOwner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortCheckTests {
    @Test
    void names_the_port_its_purpose_its_holder_and_the_remedy() throws IOException {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PortCheck check =
                    new PortCheck(Map.of(holder.getLocalPort(), "kafka"), PortOwner::isTaken, PortOwner::find);

            assertThatThrownBy(check::require)
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContainingAll(
                            "port " + holder.getLocalPort(),
                            "kafka",
                            "process " + ProcessHandle.current().pid(),
                            "java",
                            "--port-offset");
        }
    }

    @Test
    void names_every_port_that_is_taken() {
        PortCheck check =
                new PortCheck(Map.of(9092, "kafka", 5442, "postgres"), port -> true, port -> Optional.empty());

        assertThatThrownBy(check::require).hasMessageContainingAll("9092", "5442", "can't see");
    }

    @Test
    void a_port_that_was_just_left_is_free() throws IOException {
        int port;
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = holder.getLocalPort();
        }

        assertThatCode(new PortCheck(Map.of(port, "kafka"), PortOwner::isTaken, PortOwner::find)::require)
                .doesNotThrowAnyException();
    }
}
