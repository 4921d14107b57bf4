package io.taskstream.api.problem;

/**
 * What is wrong with one part of a request.
 *
 * @param field path in the body in snake_case ({@code reminders[1].remind_at}), or the name of a parameter or header;
 *     {@code body} for the body as a whole
 * @param message for people; never repeats what was sent
 */
public record FieldError(String field, String message) {}
