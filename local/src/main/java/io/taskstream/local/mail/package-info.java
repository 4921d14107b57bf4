/** Catches every mail that is sent and shows it. */
@NullMarked
package io.taskstream.local.mail;

import org.jspecify.annotations.NullMarked;
