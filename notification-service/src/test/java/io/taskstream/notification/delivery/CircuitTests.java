package io.taskstream.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.taskstream.notification.channels.Result;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CircuitTests {
    private static final Result DOWN = new Result.Unavailable("the post office is closed");
    private static final Duration FIRST = Duration.ofSeconds(10);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-27T09:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final Circuit circuit =
            new Circuit("pigeon", new DeliverySettings.Pause(FIRST, Duration.ofSeconds(30)), clock);

    private void attempts(int count, Result result) {
        for (int i = 0; i < count; i++) {
            assertThat(circuit.admit(1)).isEqualTo(1);
            circuit.ended(result);
        }
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    @Test
    void five_attempts_that_find_the_provider_down_open_it() {
        attempts(4, DOWN);
        assertThat(circuit.admit(3)).isEqualTo(3);
        circuit.release(3);
        assertThat(circuit.waiting()).isEmpty();

        attempts(1, DOWN);

        assertThat(circuit.state()).isEqualTo(State.OPEN);
        assertThat(circuit.admit(3)).isZero();
        assertThat(circuit.waiting()).contains("waiting: the post office is closed");
    }

    @Test
    void refused_addresses_and_busy_mailboxes_do_not() {
        for (Result result :
                List.of(new Result.Refused("no such user"), new Result.Unsent("full"), new Result.Sent())) {
            attempts(20, result);
        }

        assertThat(circuit.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void after_a_pause_one_message_finds_out_whether_it_is_back() {
        attempts(5, DOWN);
        pass(FIRST);
        assertThat(circuit.admit(4)).isZero();
        pass(Duration.ofMillis(1));

        assertThat(circuit.admit(4)).isEqualTo(1);
        assertThat(circuit.admit(4)).isZero();
        circuit.ended(new Result.Sent());

        assertThat(circuit.state()).isEqualTo(State.CLOSED);
        assertThat(circuit.admit(4)).isEqualTo(4);
        assertThat(circuit.waiting()).isEmpty();
    }

    @Test
    void each_time_that_it_is_still_down_the_pause_doubles_up_to_the_longest() {
        attempts(5, DOWN);
        for (int seconds : List.of(10, 20, 30, 30)) {
            pass(Duration.ofSeconds(seconds));
            assertThat(circuit.admit(1)).isZero();
            pass(Duration.ofMillis(1));
            attempts(1, DOWN);
        }
    }

    @Test
    void leave_that_nothing_due_needed_is_given_back() {
        attempts(5, DOWN);
        pass(FIRST.plusMillis(1));

        assertThat(circuit.admit(1)).isEqualTo(1);
        circuit.release(1);

        assertThat(circuit.admit(1)).isEqualTo(1);
    }

    @Test
    void somebody_without_an_address_does_not_close_it() {
        attempts(5, DOWN);
        pass(FIRST.plusMillis(1));

        attempts(3, new Result.Refused("no phone number"));

        assertThat(circuit.state()).isEqualTo(State.HALF_OPEN);
        attempts(1, DOWN);
        assertThat(circuit.state()).isEqualTo(State.OPEN);
    }
}
