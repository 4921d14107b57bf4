/** Test fixtures for every service: a real PostgreSQL, and a sidecar whose other side is the test. */
@NullMarked
package io.taskstream.eventing.testing;

import org.jspecify.annotations.NullMarked;
