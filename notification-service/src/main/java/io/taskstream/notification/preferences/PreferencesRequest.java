package io.taskstream.notification.preferences;

import jakarta.validation.constraints.NotNull;

/** Preferences as they are to be. */
record PreferencesRequest(@NotNull EmailAddress email) {}
