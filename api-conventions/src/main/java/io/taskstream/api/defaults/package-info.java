/** Settings that every service has in common, in {@code taskstream-defaults.yaml}; the service's own win. */
@NullMarked
package io.taskstream.api.defaults;

import org.jspecify.annotations.NullMarked;
