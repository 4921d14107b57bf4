/** Proofs that an address belongs to who has named it. */
@NullMarked
package io.taskstream.notification.verification;

import org.jspecify.annotations.NullMarked;
