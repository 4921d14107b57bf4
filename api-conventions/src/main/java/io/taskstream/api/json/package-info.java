/** JSON and query values as the API reads them: strict, so that a mistake is told instead of guessed at. */
@NullMarked
package io.taskstream.api.json;

import org.jspecify.annotations.NullMarked;
