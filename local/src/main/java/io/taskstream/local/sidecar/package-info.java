/** Finds, fetches or builds daprd and runs one per service. */
@NullMarked
package io.taskstream.local.sidecar;

import org.jspecify.annotations.NullMarked;
