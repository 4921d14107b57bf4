package io.taskstream.notification.pages;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Pages that anybody may ask for. They hold no text of users, run no scripts, load nothing, and tell the next site
 * nothing of the link they came from. However many people come, few are served at a time: the rest of the service
 * doesn't notice.
 */
@Component
public class Pages {
    private static final int AT_A_TIME = 4;

    private final Semaphore places = new Semaphore(AT_A_TIME);

    /** Answers with the page, or with 429 if too many are being answered. */
    public ResponseEntity<String> answer(Supplier<ResponseEntity<String>> page) {
        if (!places.tryAcquire()) {
            return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                    .header(HttpHeaders.RETRY_AFTER, "1")
                    .contentType(MediaType.TEXT_PLAIN)
                    .body("Too many requests at the moment. Try again.");
        }
        try {
            return page.get();
        } finally {
            places.release();
        }
    }

    /** A page that says something. */
    public static ResponseEntity<String> saying(String title, String text) {
        return page(HttpStatus.OK, title, "<p>" + text + "</p>");
    }

    /** A page that asks before it does something: programs that follow the links of a mail press no buttons. */
    public static ResponseEntity<String> asking(String title, String text, String button) {
        return page(
                HttpStatus.OK,
                title,
                "<p>" + text + "</p>\n<form method=\"post\"><button>" + button + "</button></form>");
    }

    /** The link isn't one of ours, or is worth nothing any more. */
    public static ResponseEntity<String> unknown() {
        return page(
                HttpStatus.NOT_FOUND,
                "This link doesn't work",
                "<p>It is not complete, or no longer valid. Copy all of it from the mail, or use the latest mail.</p>");
    }

    private static ResponseEntity<String> page(HttpStatus status, String title, String body) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .body("""
                        <!doctype html>
                        <html lang="en">
                        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%s</title></head>
                        <body style="font-family:sans-serif;color:#222;max-width:36em;margin:3em auto;padding:0 1em">
                        <h1>%s</h1>
                        %s
                        </body>
                        </html>
                        """.formatted(title, title, body));
    }
}
