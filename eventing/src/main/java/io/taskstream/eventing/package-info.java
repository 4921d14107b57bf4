/** Events in and out of a service, over its Dapr sidecar only. */
@NullMarked
package io.taskstream.eventing;

import org.jspecify.annotations.NullMarked;
