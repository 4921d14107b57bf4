/** The program of {@code helm test}: one task's way from the gateway through Kafka to analytics-service. */
@NullMarked
package io.taskstream.cluster.story;

import org.jspecify.annotations.NullMarked;
