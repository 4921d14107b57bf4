/** What a client is told when something is wrong: RFC 9457 problem details, the same everywhere. */
@NullMarked
package io.taskstream.api.problem;

import org.jspecify.annotations.NullMarked;
