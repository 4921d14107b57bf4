/** Dead letters as operators see and settle them, over HTTP. */
@NullMarked
package io.taskstream.eventing.deadletters;

import org.jspecify.annotations.NullMarked;
