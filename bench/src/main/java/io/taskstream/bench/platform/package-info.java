/** The platform that is measured: where its parts are, and what a benchmark brings into it and takes out again. */
@NullMarked
package io.taskstream.bench.platform;

import org.jspecify.annotations.NullMarked;
