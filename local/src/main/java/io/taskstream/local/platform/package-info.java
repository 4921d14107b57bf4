/** Puts the components together, starts and stops them in order, and answers the other verbs. */
@NullMarked
package io.taskstream.local.platform;

import org.jspecify.annotations.NullMarked;
