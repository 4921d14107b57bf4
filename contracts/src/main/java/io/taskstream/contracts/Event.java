package io.taskstream.contracts;

/**
 * A fact that a service states: the {@code data} of one {@link Envelope}.
 *
 * <p>Sealed, so that a new kind of event doesn't compile until everything that switches over events handles it.
 */
public sealed interface Event
        permits TaskEvent, FieldUpdated, ReminderDue, NotificationOutcome, InAppNotification, PreferencesChanged {

    /** What kind of fact this is; decides the topic and the CloudEvents type. */
    EventType type();

    /** The id of the aggregate that the event is about: the CloudEvents subject. */
    String subject();

    /** Events of one key share a partition and stay in order. */
    String partitionKey();

    /** The user whose data this is about. */
    String userId();
}
