/** The chart and the resources against a real Kubernetes API server, without nodes and controllers. */
@NullMarked
package io.taskstream.cluster.apiserver;

import org.jspecify.annotations.NullMarked;
