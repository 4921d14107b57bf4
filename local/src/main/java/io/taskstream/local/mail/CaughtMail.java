package io.taskstream.local.mail;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * A mail that was caught.
 *
 * @param id its place among all mails ever caught here
 * @param from the envelope's sender
 * @param to the envelope's recipient; a mail to several is caught once for each
 * @param body the text of the mail, as HTML if it is HTML
 */
public record CaughtMail(
        long id,
        String from,
        String to,
        String subject,
        @JsonProperty("received_at") Instant receivedAt,
        String body) {}
