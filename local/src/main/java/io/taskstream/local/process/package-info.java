/** Runs components as processes, restarts them, ends them, and finds those that outlived their launcher. */
@NullMarked
package io.taskstream.local.process;

import org.jspecify.annotations.NullMarked;
