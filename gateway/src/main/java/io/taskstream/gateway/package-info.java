/** The single entry: checks who calls, and passes each request on to the service that answers it. */
@NullMarked
package io.taskstream.gateway;

import org.jspecify.annotations.NullMarked;
