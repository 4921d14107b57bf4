/** What every benchmark shares: interleaved repeats, medians and ratios, goals, the table and the JSON report. */
@NullMarked
package io.taskstream.bench.harness;

import org.jspecify.annotations.NullMarked;
