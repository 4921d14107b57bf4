/** The local platform: everything that Taskstream needs, started and supervised by one command. */
@NullMarked
package io.taskstream.local;

import org.jspecify.annotations.NullMarked;
