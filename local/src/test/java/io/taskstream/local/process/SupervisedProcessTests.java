package io.taskstream.local.process;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedProcessTests {
    @TempDir
    Path folder;

    private @Nullable SupervisedProcess process;

    @AfterEach
    void stop() {
        if (process != null) {
            process.stop();
        }
    }

    @Test
    void a_process_that_is_killed_is_started_again() throws Exception {
        SupervisedProcess supervised = supervise("exec sleep 60");
        supervised.start();
        supervised.ready().get(10, SECONDS);
        ProcessHandle first = supervised.process().orElseThrow();

        first.destroyForcibly();

        await(() ->
                supervised.process().filter(next -> next.pid() != first.pid()).isPresent()
                        && supervised.state() == ComponentState.READY);
        assertThat(supervised.restarts()).isEqualTo(1);
    }

    @Test
    void a_process_that_was_stopped_stays_so_until_it_is_started() throws Exception {
        SupervisedProcess supervised = supervise("exec sleep 60");
        supervised.start();
        supervised.ready().get(10, SECONDS);
        ProcessHandle running = supervised.process().orElseThrow();

        supervised.stop();

        assertThat(running.isAlive()).isFalse();
        assertThat(supervised.state()).isEqualTo(ComponentState.STOPPED);
        assertThat(supervised.process()).isEmpty();
        assertThat(folder.resolve("run/test.json")).doesNotExist();

        supervised.start();
        supervised.ready().get(10, SECONDS);
        assertThat(supervised.process()).isPresent();
    }

    @Test
    void one_that_does_not_listen_to_its_signal_is_killed_after_its_grace() throws Exception {
        SupervisedProcess supervised = supervise("trap '' TERM; while :; do sleep 1; done");
        supervised.start();
        supervised.ready().get(10, SECONDS);
        ProcessHandle running = supervised.process().orElseThrow();

        supervised.stop();

        assertThat(Termination.isRunning(running)).isFalse();
    }

    @Test
    void one_that_never_comes_up_fails_after_its_attempts_and_tells_how_it_ended() {
        SupervisedProcess supervised = supervise("echo no luck; exit 7");
        supervised.start();

        assertThatThrownBy(() -> supervised.ready().get(20, SECONDS))
                .rootCause()
                .hasMessageContaining("test did not come up")
                .hasMessageContaining("exit code 7");
        assertThat(new LogFile(folder.resolve("test.log")).tail(10)).containsExactly("no luck", "no luck");
        await(() -> supervised.state() == ComponentState.FAILED);
    }

    @Test
    void it_waits_for_what_it_depends_on() throws Exception {
        SupervisedProcess first = new SupervisedProcess(program("exec sleep 60"), records(), List.of());
        process = new SupervisedProcess(program("exec sleep 60"), records(), List.of(first));
        process.start();

        assertThatThrownBy(() -> requireNonNull(process).ready().get(1, SECONDS))
                .isInstanceOf(TimeoutException.class);
        assertThat(process.state()).isEqualTo(ComponentState.WAITING);

        first.start();
        process.ready().get(10, SECONDS);
        first.stop();
    }

    @Test
    void a_later_launcher_ends_what_a_killed_one_left_behind() throws Exception {
        Process leftover = new ProcessBuilder("sleep", "60").start();
        records().save(ProcessRecord.of("orphan", leftover.toHandle(), StopSignal.TERM));

        int ended = records().endLeftovers(line -> assertThat(line).contains("orphan", "" + leftover.pid()));

        assertThat(ended).isEqualTo(1);
        assertThat(leftover.waitFor(5, SECONDS)).isTrue();
        assertThat(folder.resolve("run/orphan.json")).doesNotExist();
    }

    @Test
    void a_stranger_that_got_the_id_of_a_dead_process_is_left_alone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            records()
                    .save(new ProcessRecord(
                            "orphan", stranger.pid(), Instant.parse("2026-01-26T10:00:00Z"), StopSignal.TERM));

            assertThat(records().endLeftovers(line -> {})).isZero();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroy();
        }
    }

    @Test
    void pauses_grow_with_failures_in_a_row_and_begin_anew_after_a_long_run() {
        Backoff backoff = new Backoff();
        Duration moment = Duration.ofMillis(100);

        assertThat(List.of(
                        backoff.afterRunOf(moment),
                        backoff.afterRunOf(moment),
                        backoff.afterRunOf(moment),
                        backoff.afterRunOf(moment),
                        backoff.afterRunOf(moment)))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 8L, 10L);
        assertThat(backoff.afterRunOf(Backoff.LONG_RUN)).isEqualTo(Backoff.FIRST);
    }

    private SupervisedProcess supervise(String script) {
        process = new SupervisedProcess(program(script), records(), List.of());
        return process;
    }

    private ProcessRecords records() {
        return new ProcessRecords(folder.resolve("run"));
    }

    /** A shell script that counts as ready as soon as it has lived for a moment. */
    private Program program(String script) {
        return new Program() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public Path log() {
                return folder.resolve("test.log");
            }

            @Override
            public List<Integer> ports() {
                return List.of();
            }

            @Override
            public ProcessBuilder command() throws Exception {
                Files.deleteIfExists(folder.resolve("up"));
                return Environment.process(
                        List.of("sh", "-c", "(sleep 0.2; touch " + folder.resolve("up") + ") & " + script), Map.of());
            }

            @Override
            public boolean isReady() {
                return Files.exists(folder.resolve("up"));
            }

            @Override
            public int attempts() {
                return 2;
            }

            @Override
            public Duration stopGrace() {
                return Duration.ofMillis(500);
            }
        };
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + SECONDS.toNanos(15);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(deadline);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
