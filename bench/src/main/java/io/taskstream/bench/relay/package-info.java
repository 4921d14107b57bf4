/** The relay from committed outbox to broker, against publishing the same events without a database. */
@NullMarked
package io.taskstream.bench.relay;

import org.jspecify.annotations.NullMarked;
