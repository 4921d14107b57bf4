package io.taskstream.notification.preferences;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskstream.api.problem.BadValueException;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Over which channels the user wants to hear of each kind of thing.
 *
 * @param reminder none if empty; null for whatever a reminder asks for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChannelChoice(@Nullable List<ChannelName> reminder) {
    static final ChannelChoice AS_ASKED = new ChannelChoice(null);

    public ChannelChoice {
        reminder = reminder == null ? null : distinct(reminder);
    }

    private static List<ChannelName> distinct(List<ChannelName> channels) {
        if (channels.contains(null) || new HashSet<>(channels).size() < channels.size()) {
            throw new BadValueException("must name each channel once at most");
        }
        return List.copyOf(channels);
    }
}
