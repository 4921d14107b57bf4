package io.taskstream.notification.channels;

import io.taskstream.contracts.NotificationMethod;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** All channels; whether there is something behind one is the affair of its Dapr component. */
@Component
public class Channels {
    private final List<Channel> channels;

    Channels(List<Channel> channels) {
        this.channels = List.copyOf(channels);
    }

    public Collection<Channel> all() {
        return channels;
    }

    /** What the channel for a method is called. */
    public static String nameOf(NotificationMethod method) {
        return method.name().toLowerCase(Locale.ROOT);
    }
}
