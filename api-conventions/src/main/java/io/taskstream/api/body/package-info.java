/** The bodies of requests: bounded, and known as a whole before a handler runs. */
@NullMarked
package io.taskstream.api.body;

import org.jspecify.annotations.NullMarked;
