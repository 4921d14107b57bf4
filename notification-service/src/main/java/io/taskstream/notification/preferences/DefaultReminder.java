package io.taskstream.notification.preferences;

import io.taskstream.contracts.NotificationMethod;
import io.taskstream.contracts.PreferencesChanged;

/** A reminder that tasks with a due date get by themselves. */
record DefaultReminder(LeadTime before, NotificationMethod notificationMethod) {
    DefaultReminder {
        Given.require(before, "before");
        Given.require(notificationMethod, "notification_method");
    }

    PreferencesChanged.DefaultReminder stated() {
        return new PreferencesChanged.DefaultReminder(before.duration(), notificationMethod);
    }
}
