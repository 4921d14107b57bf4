/** What crosses the wire: topics, event records and the CloudEvents envelope, for Java; the schemas beside it are for everyone. */
@NullMarked
package io.taskstream.contracts;

import org.jspecify.annotations.NullMarked;
