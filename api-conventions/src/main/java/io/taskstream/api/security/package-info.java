/** Who calls, and for whom: bearer tokens, checked the same way by every service. */
@NullMarked
package io.taskstream.api.security;

import org.jspecify.annotations.NullMarked;
