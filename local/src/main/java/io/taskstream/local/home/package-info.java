/** Where things are: the checkout, the data directory, the ports and the secrets of an installation. */
@NullMarked
package io.taskstream.local.home;

import org.jspecify.annotations.NullMarked;
