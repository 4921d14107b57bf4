package io.taskstream.bench.platform;

import io.taskstream.bench.harness.Outcome;
import io.taskstream.bench.harness.Progress;
import io.taskstream.bench.harness.Repeats;
import io.taskstream.bench.harness.Settings;
import java.util.List;

/**
 * What a benchmark gets to work with.
 *
 * @param own whether the platform is the benchmarks' own: then they may do with its data and services what they like
 * @param earlier what other benchmarks have found in this run so far
 */
public record Bench(
        Checkout checkout,
        Platform platform,
        boolean own,
        Settings settings,
        List<Outcome> earlier,
        Progress progress) {
    /** Why a benchmark that empties tables and tunes services leaves {@code --platform}'s alone. */
    public static final String NEEDS_ITS_OWN = "it needs a platform of its own: leave --platform out";

    public Repeats repeats() {
        return new Repeats(settings.repeats(), progress);
    }
}
