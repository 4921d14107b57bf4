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
final class HopByHop implements Predicate<String> {
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

    private final Set<String> named;

    private HopByHop(Set<String> named) {
        this.named = named;
    }

    /** Those among the given headers. */
    static HopByHop of(HttpHeaders headers) {
        return new HopByHop(headers.getOrEmpty(HttpHeaders.CONNECTION).stream()
                .flatMap(HopByHop::names)
                .collect(Collectors.toUnmodifiableSet()));
    }

    private static Stream<String> names(String connection) {
        return Arrays.stream(connection.split(",")).map(name -> name.strip().toLowerCase(Locale.ROOT));
    }

    /** @param name in lower case */
    @Override
    public boolean test(String name) {
        return ALWAYS.contains(name) || named.contains(name);
    }
}
