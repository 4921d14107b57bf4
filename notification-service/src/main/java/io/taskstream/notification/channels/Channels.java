package io.taskstream.notification.channels;

import io.taskstream.contracts.NotificationMethod;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A channel for each method of notification. */
@Component
public class Channels {
    private final Map<String, Channel> byName = new LinkedHashMap<>();

    Channels(List<Channel> configured) {
        configured.forEach(channel -> byName.put(channel.name(), channel));
        Arrays.stream(NotificationMethod.values())
                .map(Channels::nameOf)
                .forEach(name -> byName.computeIfAbsent(name, UnconfiguredChannel::new));
    }

    /** All of them, those included that can only refuse. */
    public Collection<Channel> all() {
        return List.copyOf(byName.values());
    }

    /** What the channel for a method is called. */
    public static String nameOf(NotificationMethod method) {
        return method.name().toLowerCase(Locale.ROOT);
    }
}
