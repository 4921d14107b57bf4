package io.taskstream.bench.publish;

import io.taskstream.bench.platform.CpuClock;
import java.time.Duration;
import java.util.List;

/** Dapr's bulk publish, one call in flight. */
final class DaprContender extends PublishContender {
    static final String NAME = "dapr bulk";

    private final BulkPublisher publisher;

    DaprContender(
            BulkPublisher publisher, List<List<BenchEvent>> batches, CpuClock cpu, Duration warmUp, Duration duration) {
        super(NAME, batches, cpu, warmUp, duration);
        this.publisher = publisher;
    }

    @Override
    void publish(List<BenchEvent> batch) {
        publisher.publish(batch);
    }

    @Override
    void awaitAcknowledged() {
        // every call has waited for its own
    }
}
