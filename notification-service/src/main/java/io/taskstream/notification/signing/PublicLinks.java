package io.taskstream.notification.signing;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Links to this installation, as people's browsers see it. */
@Component
public class PublicLinks {
    private final @Nullable String base;

    /** @param base where the gateway is reached from outside, such as {@code https://tasks.example.com} */
    PublicLinks(@Value("${taskstream.notification.public-url:#{null}}") @Nullable String base) {
        if (base != null && !base.isBlank() && !absolute(base)) {
            throw new IllegalArgumentException("taskstream.notification.public-url must be an http or https URL without"
                    + " query, such as https://tasks.example.com");
        }
        this.base = base == null || base.isBlank() ? null : base.replaceAll("/+$", "");
    }

    /** A link to a path, which begins with a slash; empty where nobody has said how we are reached. */
    public Optional<URI> to(String path) {
        return Optional.ofNullable(base).map(url -> URI.create(url + path));
    }

    private static boolean absolute(String text) {
        try {
            URI uri = URI.create(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
