/** Passes a request on to a service and its answer back, over connections that are kept. */
@NullMarked
package io.taskstream.gateway.forwarding;

import org.jspecify.annotations.NullMarked;
