package io.taskstream.notification.channels;

import io.taskstream.contracts.InAppNotification;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** To where the user is already: an event, which the live feed shows. It needs no address and can't be refused. */
@Component
class InAppChannel implements Channel {
    private final Clock clock;

    InAppChannel(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "in_app";
    }

    @Override
    public int concurrency() {
        return 4;
    }

    @Override
    public Result send(Message message) {
        return switch (message.content()) {
            case Content.Reminder reminder -> show(message, reminder.taskTitle(), reminder);
            case Content.Digest digest -> show(message, DigestItem.headline(digest), null);
            case Content.VerificationCode _ -> new Result.Refused("there is no address to confirm");
        };
    }

    private Result show(Message message, String title, Content.@Nullable Reminder reminder) {
        return new Result.Sent(List.of(new InAppNotification(
                message.notificationId(),
                message.userId(),
                reminder == null ? null : reminder.taskId(),
                reminder == null ? null : reminder.reminderId(),
                title,
                reminder == null ? null : reminder.remindAt(),
                clock.instant())));
    }
}
