/** Holds the files in components/ and strimzi/ to the contracts, to one another and to the rules of this stack. */
@NullMarked
package io.taskstream.local.contract;

import org.jspecify.annotations.NullMarked;
