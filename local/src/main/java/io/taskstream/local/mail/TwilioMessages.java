package io.taskstream.local.mail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The part of Twilio's API that sends messages; these go nowhere.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource">Twilio: create a
 *     message</a>
 */
final class TwilioMessages implements HttpHandler {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int LONGEST_BODY = 1_600;
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9]\\d{1,14}");
    /** Invalid with Twilio's test credentials, too. */
    private static final String INVALID_NUMBER = "+15005550001";

    private final String account;
    private final String authorization;
    private final Clock clock;
    private final Caught<CaughtSms> caught = new Caught<>();

    TwilioMessages(String account, String token, Clock clock) {
        this.account = account;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((account + ":" + token).getBytes(StandardCharsets.UTF_8));
        this.clock = clock;
    }

    List<CaughtSms> list(Predicate<CaughtSms> wanted) {
        return caught.list(wanted);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals("/2010-04-01/Accounts/" + account + "/Messages.json")
                    || !exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 404, error(20404, "The requested resource was not found"));
            } else if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 401, error(20003, "Authenticate"));
            } else {
                create(exchange, form(exchange.getRequestBody().readNBytes(MOST_BYTES)));
            }
        }
    }

    private void create(HttpExchange exchange, Map<String, String> form) throws IOException {
        String to = form.getOrDefault("To", "");
        String body = form.getOrDefault("Body", "");
        if (!NUMBER.matcher(to).matches() || to.equals(INVALID_NUMBER)) {
            answer(exchange, 400, error(21211, "Invalid 'To' Phone Number"));
        } else if (form.getOrDefault("From", "").isEmpty()) {
            answer(exchange, 400, error(21603, "A 'From' phone number is required"));
        } else if (body.isEmpty() || body.length() > LONGEST_BODY) {
            answer(exchange, 400, error(21602, "Message body is required, and may have 1600 characters"));
        } else {
            CaughtSms sms = new CaughtSms(
                    "SM" + UUID.randomUUID().toString().replace("-", ""),
                    form.getOrDefault("From", ""),
                    to,
                    body,
                    clock.instant());
            caught.add(sms);
            answer(exchange, 201, Map.of("sid", sms.sid(), "to", to, "from", sms.from(), "status", "queued"));
        }
    }

    private static Map<String, Object> error(int code, String message) {
        return Map.of("code", code, "message", message);
    }

    private static Map<String, String> form(byte[] body) {
        return Arrays.stream(new String(body, StandardCharsets.US_ASCII).split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                        (first, second) -> first));
    }

    private static void answer(HttpExchange exchange, int status, Map<String, Object> answer) throws IOException {
        byte[] json = JsonMapper.shared().writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
    }
}
