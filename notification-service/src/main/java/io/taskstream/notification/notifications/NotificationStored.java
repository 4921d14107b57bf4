package io.taskstream.notification.notifications;

/** A notification waits to be delivered over that channel from now on. */
public record NotificationStored(String channel) {}
