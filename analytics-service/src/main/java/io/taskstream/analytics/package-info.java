/** Stores every event, and answers counts and histories from them. */
@NullMarked
package io.taskstream.analytics;

import org.jspecify.annotations.NullMarked;
