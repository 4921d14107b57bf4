/** Catches every mail, push and short message that is sent, and shows it. */
@NullMarked
package io.taskstream.local.mail;

import org.jspecify.annotations.NullMarked;
