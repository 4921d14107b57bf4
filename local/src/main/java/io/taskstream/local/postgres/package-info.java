/** A real PostgreSQL server from the binaries on the classpath, with one database and one role per service. */
@NullMarked
package io.taskstream.local.postgres;

import org.jspecify.annotations.NullMarked;
