package io.taskstream.notification.webhooks;

/** There are deliveries that may begin. */
record DeliveriesDue() {}
