/** From a request to what it causes: events stored, mails received. */
@NullMarked
package io.taskstream.bench.latency;

import org.jspecify.annotations.NullMarked;
