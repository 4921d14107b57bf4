/** A load client that costs little: it shares the processors with what it measures. */
@NullMarked
package io.taskstream.bench.http;

import org.jspecify.annotations.NullMarked;
