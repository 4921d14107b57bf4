package io.taskstream.bench.publish;

import java.util.ArrayList;
import java.util.List;

/** Events cut into batches, and the same batches over and over again. */
public final class Batches {
    private Batches() {}

    public static List<List<BenchEvent>> of(List<BenchEvent> events, int size) {
        List<List<BenchEvent>> batches = new ArrayList<>();
        for (int start = 0; start < events.size(); start += size) {
            batches.add(events.subList(start, Math.min(events.size(), start + size)));
        }
        return batches;
    }
}
