package io.taskstream.reminder.preferences;

/** A user's preferences are others from now on. */
public record PreferencesApplied(String userId) {}
