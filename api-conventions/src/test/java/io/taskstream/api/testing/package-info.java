/** What the tests of all services share: an issuer of tokens and the rules of the architecture. */
@NullMarked
package io.taskstream.api.testing;

import org.jspecify.annotations.NullMarked;
