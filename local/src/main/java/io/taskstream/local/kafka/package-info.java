/** A real Kafka broker that enforces the topics, users and rights declared in strimzi/. */
@NullMarked
package io.taskstream.local.kafka;

import org.jspecify.annotations.NullMarked;
