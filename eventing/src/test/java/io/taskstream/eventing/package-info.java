/** Tests of eventing on a tiny service. */
@NullMarked
package io.taskstream.eventing;

import org.jspecify.annotations.NullMarked;
