/** What a user wants done: creating, changing, completing and deleting it, and telling the others. */
@NullMarked
package io.taskstream.task.tasks;

import org.jspecify.annotations.NullMarked;
