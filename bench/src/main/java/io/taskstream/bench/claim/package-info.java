/** What a claim of due reminders costs when many others wait, against few. */
@NullMarked
package io.taskstream.bench.claim;

import org.jspecify.annotations.NullMarked;
