/** Benchmarks side by side with their yardsticks: the command that runs them. */
@NullMarked
package io.taskstream.bench;

import org.jspecify.annotations.NullMarked;
