/** The whole installation in the cluster that KUBECONFIG names; run by {@code cluster-tests/run}. */
@NullMarked
package io.taskstream.cluster.real;

import org.jspecify.annotations.NullMarked;
