/** Holds strimzi/ and components/ to what the code uses. */
@NullMarked
package io.taskstream.cluster.contract;

import org.jspecify.annotations.NullMarked;
