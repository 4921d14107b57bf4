package io.taskstream.notification.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.api.testing.TestIssuer;
import io.taskstream.contracts.EventType;
import io.taskstream.notification.Platform;
import io.taskstream.notification.ServiceTest;
import io.taskstream.notification.preferences.Subscribable;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class UnsubscribeTests {
    private static final String PREFERENCES = "/api/preferences";

    @Autowired
    Platform platform;

    @Autowired
    TestIssuer issuer;

    @Autowired
    UnsubscribeLinks links;

    private final String user = Platform.newUser();
    private final String address = user + "@example.com";
    private Client client;
    private Client anybody;

    @BeforeEach
    void logIn() {
        anybody = new Client(platform.port());
        client = anybody.as(issuer.token(user));
    }

    private String link() {
        platform.deliver(Platform.ring(user, "email", "Buy groceries"));
        await().untilAsserted(() -> assertThat(platform.mails(address)).hasSize(1));
        return Platform.link(platform.mails(address).getFirst(), "/api/unsubscribe/");
    }

    private boolean unsubscribed() {
        return !client.get(PREFERENCES).json().get("unsubscribed").isEmpty();
    }

    @Test
    void asking_for_the_page_changes_nothing() {
        String link = link();

        Answer page = anybody.get(link);
        anybody.send("HEAD", link, BodyPublishers.noBody());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(page.header("Content-Security-Policy").orElseThrow()).contains("default-src 'none'");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.header("Referrer-Policy")).contains("no-referrer");
        assertThat(page.body()).contains("<form method=\"post\">").doesNotContain(user);
        assertThat(unsubscribed()).isFalse();
        assertThat(platform.heard(EventType.PREFERENCES_CHANGED, user)).isEmpty();
    }

    @Test
    void pressing_the_button_ends_the_mails_and_says_why_the_next_one_does_not_come() {
        String link = link();

        Answer done = anybody.with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", link, BodyPublishers.ofString("List-Unsubscribe=One-Click"));

        assertThat(done.status()).as(done.body()).isEqualTo(200);
        assertThat(done.body()).contains("To undo this");
        assertThat(unsubscribed()).isTrue();
        await().untilAsserted(() -> assertThat(platform.heard(EventType.PREFERENCES_CHANGED, user))
                .singleElement()
                .satisfies(data -> assertThat(data.get("version").asLong()).isEqualTo(1)));
        platform.deliver(Platform.ring(user, "email", "Call mum"));
        await().untilAsserted(() -> assertThat(platform.outcomes(user)).last().satisfies(outcome -> {
            assertThat(outcome.get("status").asString()).isEqualTo("suppressed");
            assertThat(outcome.get("reason").asString()).contains("unsubscribed");
        }));
        assertThat(platform.mails(address)).hasSize(1);
    }

    @Test
    void pressing_it_again_changes_nothing_more() {
        String link = link();

        anybody.send("POST", link, BodyPublishers.noBody());
        assertThat(anybody.send("POST", link, BodyPublishers.noBody()).status()).isEqualTo(200);

        assertThat(client.get(PREFERENCES).header("ETag")).contains("\"1\"");
    }

    @Test
    void other_channels_go_on() {
        anybody.send("POST", link(), BodyPublishers.noBody());

        platform.deliver(Platform.ring(user, "push", "Call mum"));

        await().untilAsserted(() -> assertThat(platform.outcomes(user))
                .last()
                .satisfies(
                        outcome -> assertThat(outcome.get("status").asString()).isNotEqualTo("suppressed")));
    }

    @Test
    void it_can_be_undone() {
        anybody.send("POST", link(), BodyPublishers.noBody());

        client.put(PREFERENCES, "{\"unsubscribed\": []}");
        platform.deliver(Platform.ring(user, "email", "Call mum"));

        await().untilAsserted(() -> assertThat(platform.mails(address)).hasSize(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "YWxpY2U.x", "..%2f", "%00", "<script>", "A"})
    void what_is_no_token_of_ours_is_a_plain_404(String token) {
        String path = "/api/unsubscribe/" + URLEncoder.encode(token, StandardCharsets.UTF_8);

        for (Answer answer : new Answer[] {anybody.get(path), anybody.send("POST", path, BodyPublishers.noBody())}) {
            assertThat(answer.status()).as(answer.body()).isIn(400, 404);
            assertThat(answer.body()).doesNotContain("<script>");
        }
    }

    @Test
    void a_tampered_token_is_none() {
        String token = links.token(user, Subscribable.REMINDER);
        String others = links.token("somebody-else", Subscribable.REMINDER);
        String mixed = others.substring(0, others.indexOf('.')) + token.substring(token.indexOf('.'));

        Answer answer = anybody.send("POST", "/api/unsubscribe/" + mixed, BodyPublishers.noBody());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(anybody.get("/api/unsubscribe/").status()).isIn(401, 404);
    }
}
