/** What benchmarks of reminder-service share: its tables, filled from outside, and itself with nobody else at work. */
@NullMarked
package io.taskstream.bench.reminders;

import org.jspecify.annotations.NullMarked;
