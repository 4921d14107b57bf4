/** The platform under test, and what a user, a developer and an attacker can reach of it. */
@NullMarked
package io.taskstream.e2e.platform;

import org.jspecify.annotations.NullMarked;
