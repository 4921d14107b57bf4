package io.taskstream.local.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/** A mail as a file: the message as it came, with the envelope in headers of our own in front of it. */
final class MailFile {
    private static final String FROM = "X-Taskstream-Envelope-From";
    private static final String TO = "X-Taskstream-Envelope-To";
    private static final String RECEIVED_AT = "X-Taskstream-Received-At";

    private MailFile() {}

    static byte[] format(String from, String to, Instant receivedAt, byte[] message) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream(message.length + 256);
        String envelope = FROM + ": " + oneLine(from) + "\r\n" + TO + ": " + oneLine(to) + "\r\n" + RECEIVED_AT + ": "
                + receivedAt + "\r\n";
        file.write(envelope.getBytes(StandardCharsets.UTF_8));
        file.write(message);
        return file.toByteArray();
    }

    private static String oneLine(String address) {
        return address.replaceAll("[\\r\\n]", " ");
    }

    static CaughtMail parse(long id, byte[] file) throws MessagingException, IOException {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(file));
        String subject = message.getSubject();
        return new CaughtMail(
                id,
                header(message, FROM),
                header(message, TO),
                subject == null ? "" : subject,
                Instant.parse(header(message, RECEIVED_AT)),
                text(message).orElse(""));
    }

    private static String header(MimeMessage message, String name) throws MessagingException {
        String value = message.getHeader(name, null);
        if (value == null) {
            throw new MessagingException("no header " + name);
        }
        return value;
    }

    /** HTML if there is any, else plain text. */
    private static Optional<String> text(Part part) throws MessagingException, IOException {
        Object content = part.getContent();
        if (content instanceof String text) {
            return Optional.of(text);
        }
        Optional<String> found = Optional.empty();
        if (content instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                Optional<String> text = text(inner);
                if (text.isPresent() && inner.isMimeType("text/html")) {
                    return text;
                }
                found = found.or(() -> text);
            }
        }
        return found;
    }
}
