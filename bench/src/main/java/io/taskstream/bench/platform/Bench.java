package io.taskstream.bench.platform;

import io.taskstream.bench.harness.Progress;
import io.taskstream.bench.harness.Repeats;
import io.taskstream.bench.harness.Settings;

/** What a benchmark gets to work with. */
public record Bench(Checkout checkout, Platform platform, Settings settings, Progress progress) {
    public Repeats repeats() {
        return new Repeats(settings.repeats(), progress);
    }
}
