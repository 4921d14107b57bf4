/** The OpenID Connect issuer of the local platform, with demo users and a chatbot client. */
@NullMarked
package io.taskstream.local.issuer;

import org.jspecify.annotations.NullMarked;
