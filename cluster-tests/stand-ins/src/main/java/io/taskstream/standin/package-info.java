/** Programs that stand in for what a cluster without operators and image registries lacks, for the cluster tests only. */
@NullMarked
package io.taskstream.standin;

import org.jspecify.annotations.NullMarked;
