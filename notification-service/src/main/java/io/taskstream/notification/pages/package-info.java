/** Small web pages for people who come from a mail, without a login. */
@NullMarked
package io.taskstream.notification.pages;

import org.jspecify.annotations.NullMarked;
