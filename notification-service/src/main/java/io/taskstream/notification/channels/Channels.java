package io.taskstream.notification.channels;

import java.util.Collection;
import java.util.List;
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

    /** Whether somebody delivers what is stored for that channel. */
    public boolean has(String name) {
        return channels.stream().anyMatch(channel -> channel.name().equals(name));
    }
}
