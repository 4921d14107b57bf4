package io.taskstream.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.contracts.EventType;
import io.taskstream.contracts.Topics;
import io.taskstream.eventing.testing.FakeSidecar;
import io.taskstream.eventing.testing.FakeSidecar.Invocation;
import io.taskstream.eventing.testing.GoldenEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rest of the platform, as this service sees it: reminders that ring, a mail server, and what it hears of us. */
@TestComponent
public class Platform {
    /** The trace id of every golden event. */
    public static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static final String NTFY_ANSWER = """
            {"id":"SLiKI64DOt","time":1635528757,"event":"message","topic":"t","message":"Buy groceries"}
            """;

    private static final Pattern CODE = Pattern.compile("<h1>([0-9]{6})</h1>");

    private static final AtomicLong REMINDER_IDS = new AtomicLong(1_000);

    private final FakeSidecar sidecar;
    private final JdbcClient jdbc;
    private final Environment environment;

    Platform(FakeSidecar sidecar, JdbcClient jdbc, Environment environment) {
        this.sidecar = sidecar;
        this.jdbc = jdbc;
        this.environment = environment;
        providersAnswer();
    }

    /** As they do: Twilio's answers and mail servers' don't get through their bindings. */
    public final void providersAnswer() {
        sidecar.answerInvocations(invocation -> invocation.binding().equals("push") ? NTFY_ANSWER : "");
    }

    public int port() {
        return environment.getRequiredProperty("local.server.port", Integer.class);
    }

    public FakeSidecar sidecar() {
        return sidecar;
    }

    public static String newUser() {
        return "user" + REMINDER_IDS.incrementAndGet();
    }

    /** A reminder of that user's rings. */
    public static ObjectNode ring(String user, String method, String title) {
        long reminder = REMINDER_IDS.incrementAndGet();
        ObjectNode event = GoldenEvents.of(
                EventType.REMINDER_DUE,
                data -> data.put("user_id", user)
                        .put("reminder_id", reminder)
                        .put("task_title", title)
                        .put("notification_method", method));
        return event.put("subject", Long.toString(reminder));
    }

    /** A reminder of that user's rings that was to ring at that instant. */
    public static ObjectNode ring(String user, String method, String title, Instant remindAt) {
        ObjectNode event = ring(user, method, title);
        ((ObjectNode) event.get("data")).put("remind_at", remindAt.toString());
        return event;
    }

    /** The code in the last mail to an address. */
    public String codeFor(String address) {
        await().untilAsserted(() -> assertThat(mails(address)).isNotEmpty());
        return code(mails(address).getLast());
    }

    public static String code(Invocation mail) {
        Matcher code = CODE.matcher(mail.data());
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    /** The first link in a mail that leads there. */
    public static String link(Invocation mail, String path) {
        Matcher link = Pattern.compile("href=\"https://tasks\\.example(" + path + "[^\"]+)\"")
                .matcher(mail.data());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    public List<String> deliver(JsonNode... events) {
        return sidecar.deliver(port(), Topics.REMINDERS, events);
    }

    /** The mails that were handed to the mail server for an address, those that it refused included. */
    public List<Invocation> mails(String address) {
        return sidecar.invocations().stream()
                .filter(invocation -> address.equals(invocation.metadata().get("emailTo")))
                .toList();
    }

    /** What was handed to a binding for an ntfy topic or a phone number. */
    public List<Invocation> invocations(String binding, String address) {
        return sidecar.invocations().stream()
                .filter(invocation -> invocation.binding().equals(binding))
                .filter(invocation -> invocation.data().contains(address)
                        || address.equals(invocation.metadata().get("toNumber")))
                .toList();
    }

    /** From now on a binding fails with this message. */
    public void bindingSays(String binding, String failure) {
        sidecar.failInvocations(
                invocation -> invocation.binding().equals(binding) ? Optional.of(failure) : Optional.empty());
    }

    /** All providers take everything again. */
    public void providersAreWell() {
        sidecar.failInvocations(invocation -> Optional.empty());
    }

    /** The user has named an ntfy topic and a phone number. */
    public void reachable(String user, String pushTopic, String phone) {
        jdbc.sql("""
                        insert into preferences (user_id, email, email_verified, push_topic, phone, phone_verified, version,
                            updated_at)
                        values (?, ?, true, ?, ?, true, 1, now())
                        """).params(user, user + "@example.com", pushTopic, phone).update();
    }

    /** From now on the mail server doesn't take mails for that address. */
    public void refuseMailsTo(String address) {
        sidecar.refuseInvocations(
                invocation -> address.equals(invocation.metadata().get("emailTo")));
    }

    /** What the platform has heard of the deliveries to a user. */
    public List<JsonNode> outcomes(String user) {
        return heard(EventType.NOTIFICATION_OUTCOME, user);
    }

    /** The data of the events of that type about a user. */
    public List<JsonNode> heard(EventType type, String user) {
        return sidecar.published(Topics.NOTIFICATIONS).stream()
                .filter(event -> event.get("type").asString().equals(type.wireName()))
                .map(event -> event.get("data"))
                .filter(data -> data.get("user_id").asString().equals(user))
                .toList();
    }

    /** The user's notifications as they stand in the database. */
    public List<Map<String, Object>> rows(String user) {
        return jdbc.sql("select * from notification where user_id = ? order by notification_id")
                .param(user)
                .query()
                .listOfRows();
    }

    /** How long from now the user's only notification is to go again. */
    public Duration untilNextAttempt(String user) {
        double seconds = jdbc.sql(
                        "select extract(epoch from next_attempt_at - now()) from notification where user_id = ?")
                .param(user)
                .query(Double.class)
                .single();
        return Duration.ofMillis((long) (seconds * 1000));
    }

    /** Time passes until the user's notifications go again. */
    public void nextAttemptIsDue(String user) {
        jdbc.sql("update notification set next_attempt_at = now() where user_id = ? and next_attempt_at is not null")
                .param(user)
                .update();
    }

    /** Nine attempts at the user's notification have failed. */
    public void oneAttemptIsLeft(String user) {
        jdbc.sql("update notification set attempts = 9 where user_id = ?")
                .param(user)
                .update();
    }

    /** A notification is stored without an event, and nobody is told. */
    public UUID stored(String channel, String user, String title) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into notification (notification_id, event_id, channel, user_id, task_id, reminder_id,
                            task_title, remind_at, late, status, next_attempt_at, version, created_at, updated_at)
                        values (?, gen_random_uuid(), ?, ?, 1, 1, ?, now(), false, 'PENDING', now(), 1, now(), now())
                        """).params(id, channel, user, title).update();
        return id;
    }
}
