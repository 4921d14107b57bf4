/** Publishing through Dapr, against Kafka's own client. */
@NullMarked
package io.taskstream.bench.publish;

import org.jspecify.annotations.NullMarked;
