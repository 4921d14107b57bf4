package io.taskstream.gateway.forwarding;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;

/**
 * Headers that belong to one connection only, the ones that its {@code Connection} header names among them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1">RFC 9110, 7.6.1</a>
 */
final class HopByHop {
    private static final Set<String> ALWAYS = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    private HopByHop() {}

    /**
     * What is left of a message's headers.
     *
     * @param passes which of the others are left, by their names in lower case
     */
    static HttpHeaders without(HttpHeaders received, Predicate<String> passes) {
        Set<String> named = received.getOrEmpty(HttpHeaders.CONNECTION).stream()
                .flatMap(HopByHop::names)
                .collect(Collectors.toUnmodifiableSet());
        HttpHeaders left = new HttpHeaders();
        received.forEach((name, values) -> {
            String lowerCase = name.toLowerCase(Locale.ROOT);
            if (!ALWAYS.contains(lowerCase) && !named.contains(lowerCase) && passes.test(lowerCase)) {
                left.put(name, values);
            }
        });
        return left;
    }

    private static Stream<String> names(String connection) {
        return Arrays.stream(connection.split(",")).map(name -> name.strip().toLowerCase(Locale.ROOT));
    }
}
