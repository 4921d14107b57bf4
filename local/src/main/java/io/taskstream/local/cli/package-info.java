/** The verbs of ./taskstream. */
@NullMarked
package io.taskstream.local.cli;

import org.jspecify.annotations.NullMarked;
