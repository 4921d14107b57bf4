/** The connection to the sidecar and what guards the routes that it calls. */
@NullMarked
package io.taskstream.eventing.dapr;

import org.jspecify.annotations.NullMarked;
