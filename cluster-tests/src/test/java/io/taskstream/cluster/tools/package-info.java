/** Finds the checkout and the command-line tools, and runs them. */
@NullMarked
package io.taskstream.cluster.tools;

import org.jspecify.annotations.NullMarked;
