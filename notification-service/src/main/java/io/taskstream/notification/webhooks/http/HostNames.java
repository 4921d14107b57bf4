package io.taskstream.notification.webhooks.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The DNS. */
@FunctionalInterface
interface HostNames {
    /** All addresses of a name, or the address that a literal is. */
    InetAddress[] resolve(String host) throws UnknownHostException;
}
