/** What only this installation can make: signed links and fingerprints of codes. */
@NullMarked
package io.taskstream.notification.signing;

import org.jspecify.annotations.NullMarked;
