package io.taskstream.bench.http;

import io.taskstream.bench.platform.Platform;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code POST /api/tasks} as the demo chatbot sends it for its users: a JWT, an idempotency key, a body like the
 * mission's example.
 */
public final class CreateTask implements Requests {
    /** So many that no user's rows are in everybody's way. */
    private static final int USERS = 1_000;

    private final String head;
    private final Instant dueDate =
            Clock.systemUTC().instant().plus(Duration.ofDays(7)).truncatedTo(ChronoUnit.SECONDS);
    private final AtomicLong number = new AtomicLong(1_000_000);

    private CreateTask(String head) {
        this.head = head;
    }

    /** Requests for one server: the gateway or task-service itself. */
    public static CreateTask at(URI server, Platform platform) throws Exception {
        return new CreateTask(
                """
                POST /api/tasks HTTP/1.1
                Host: %s
                Authorization: Bearer %s
                Content-Type: application/json
                Accept: application/json
                """.formatted(server.getAuthority(), platform.tokenOfChatbot()).replace("\n", "\r\n"));
    }

    @Override
    public byte[] next() {
        long n = number.incrementAndGet();
        String body = "{\"title\":\"Buy groceries " + n + "\",\"description\":\"Milk, bread, 12 eggs\",\"due_date\":\""
                + dueDate + "\"}";
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return (head + "X-Act-For-User: bench-user-" + n % USERS + "\r\nIdempotency-Key: "
                        + new UUID(random.nextLong(), random.nextLong()) + "\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
