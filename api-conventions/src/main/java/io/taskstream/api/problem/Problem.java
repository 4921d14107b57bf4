package io.taskstream.api.problem;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * An answer that says what is wrong and, where it can, what to do.
 *
 * @param status 4xx or 5xx
 * @param detail one sentence for the caller; nothing of the inside
 * @param errors the parts of the request that are wrong; empty where it isn't about a part
 * @param headers that go with the answer, such as {@code Allow} or {@code Retry-After}
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public record Problem(HttpStatus status, String detail, List<FieldError> errors, Map<String, String> headers) {
    /** How long a caller should wait after a 503, in seconds. */
    private static final String RETRY_AFTER = "1";

    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    public static Problem of(HttpStatus status, String detail) {
        return new Problem(status, detail, List.of(), Map.of());
    }

    /** 400 for these parts of the request. */
    public static Problem badRequest(List<FieldError> errors) {
        String detail = switch (errors.size()) {
            case 0 -> "The request is not valid";
            case 1 -> errors.getFirst().field() + ": " + errors.getFirst().message();
            default -> errors.size() + " fields are not valid";
        };
        return new Problem(HttpStatus.BAD_REQUEST, detail, errors, Map.of());
    }

    /** 400 for one part of the request. */
    public static Problem badRequest(String field, String message) {
        return badRequest(List.of(new FieldError(field, message)));
    }

    /** 503: what the service needs is down, and it is worth trying again. */
    public static Problem unavailable(String detail) {
        return new Problem(
                HttpStatus.SERVICE_UNAVAILABLE, detail, List.of(), Map.of(HttpHeaders.RETRY_AFTER, RETRY_AFTER));
    }
}
