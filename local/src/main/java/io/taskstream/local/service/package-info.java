/** The services of Taskstream and how they are run. */
@NullMarked
package io.taskstream.local.service;

import org.jspecify.annotations.NullMarked;
