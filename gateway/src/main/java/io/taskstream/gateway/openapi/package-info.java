/** Serves the contract of the public API. */
@NullMarked
package io.taskstream.gateway.openapi;

import org.jspecify.annotations.NullMarked;
