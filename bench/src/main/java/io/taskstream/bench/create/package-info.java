/** Creating tasks, against the same SQL run by pgbench. */
@NullMarked
package io.taskstream.bench.create;

import org.jspecify.annotations.NullMarked;
