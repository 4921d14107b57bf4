/** Versions of resources as entity tags, and writes that demand the version they were made for. */
@NullMarked
package io.taskstream.api.version;

import org.jspecify.annotations.NullMarked;
