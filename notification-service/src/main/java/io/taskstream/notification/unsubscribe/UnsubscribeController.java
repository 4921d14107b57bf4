package io.taskstream.notification.unsubscribe;

import io.taskstream.notification.pages.Pages;
import io.taskstream.notification.preferences.UserPreferences;
import io.taskstream.notification.unsubscribe.UnsubscribeLinks.Unsubscription;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where the links in mails lead, without a login: who has the token may do this one thing.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8058">RFC 8058: POST unsubscribes, GET must not</a>
 */
@RestController
class UnsubscribeController {
    private static final Logger log = LoggerFactory.getLogger(UnsubscribeController.class);

    private final UnsubscribeLinks links;
    private final UserPreferences preferences;
    private final Pages pages;

    UnsubscribeController(UnsubscribeLinks links, UserPreferences preferences, Pages pages) {
        this.links = links;
        this.preferences = preferences;
        this.pages = pages;
    }

    /** Only asks: mail scanners follow links. */
    @GetMapping(UnsubscribeLinks.PATH + "{token}")
    ResponseEntity<String> ask(@PathVariable String token) {
        return answer(
                token,
                _ -> Pages.asking(
                        "No more mails about reminders?",
                        "Reminders will no longer come by mail; other ways, such as push, stay as they are.",
                        "Unsubscribe"));
    }

    @PostMapping(UnsubscribeLinks.PATH + "{token}")
    ResponseEntity<String> unsubscribe(@PathVariable String token) {
        return answer(token, wish -> {
            if (preferences.of(wish.userId()).settings().takesMailsOf(wish.kind())) {
                preferences.unsubscribe(wish.userId(), wish.kind());
                log.info("{} has unsubscribed from mails about {}", wish.userId(), wish.kind());
            }
            return Pages.saying(
                    "Unsubscribed",
                    "No more reminders will come by mail. To undo this, log in and save your preferences with an empty"
                            + " list of what you have unsubscribed from: <code>PUT /api/preferences</code> with"
                            + " <code>\"unsubscribed\": []</code>.");
        });
    }

    private ResponseEntity<String> answer(String token, Function<Unsubscription, ResponseEntity<String>> page) {
        Optional<Unsubscription> wish = links.read(token);
        return wish.isEmpty() ? Pages.unknown() : pages.answer(() -> page.apply(wish.get()));
    }
}
