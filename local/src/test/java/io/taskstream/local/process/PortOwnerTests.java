package io.taskstream.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PortOwnerTests {
    private static final String LISTENING =
            "   3: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 48213 1 0000";
    private static final String CONNECTED =
            "   4: 0100007F:1F90 0100007F:D2F0 01 00000000:00000000 00:00000000 00000000  1000        0 48214 1 0000";

    @Test
    void finds_the_socket_that_listens_on_a_port() {
        assertThat(PortOwner.inode(LISTENING, 8080)).contains("48213");
    }

    @Test
    void a_connection_or_another_port_is_no_listener() {
        assertThat(PortOwner.inode(CONNECTED, 8080)).isEmpty();
        assertThat(PortOwner.inode(LISTENING, 8081)).isEmpty();
        assertThat(PortOwner.inode("  sl  local_address rem_address   st", 8080))
                .isEmpty();
    }
}
