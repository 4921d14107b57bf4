package io.taskstream.notification;

import io.taskstream.notification.channels.Channel;
import io.taskstream.notification.channels.Content;
import io.taskstream.notification.channels.Message;
import io.taskstream.notification.channels.Result;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestComponent;

/** A channel of the tests: it's slow, takes several messages at a time, and notices if one is sent twice at once. */
@TestComponent
public class PigeonPost implements Channel {
    public static final String NAME = "pigeon";

    private final List<UUID> sent = new CopyOnWriteArrayList<>();
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicInteger collisions = new AtomicInteger();
    private final AtomicInteger busiest = new AtomicInteger();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int concurrency() {
        return 4;
    }

    @Override
    public Result send(Message message) {
        if (message.content() instanceof Content.Reminder reminder
                && reminder.taskTitle().contains("storm")) {
            throw new IllegalStateException("the pigeon got lost");
        }
        if (!underWay.add(message.notificationId())) {
            collisions.incrementAndGet();
        }
        busiest.accumulateAndGet(underWay.size(), Math::max);
        try {
            Thread.sleep(Duration.ofMillis(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        underWay.remove(message.notificationId());
        sent.add(message.notificationId());
        return new Result.Sent();
    }

    public List<UUID> sent() {
        return List.copyOf(sent);
    }

    /** How often a message was sent while it was being sent already. */
    public int collisions() {
        return collisions.get();
    }

    /** The most messages that were under way at a time. */
    public int busiest() {
        return busiest.get();
    }
}
