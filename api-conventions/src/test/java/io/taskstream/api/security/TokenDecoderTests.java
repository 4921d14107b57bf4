package io.taskstream.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskstream.api.testing.TestIssuer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;

class TokenDecoderTests {
    private final TestIssuer issuer = new TestIssuer();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final Clock clock = InstantSource.system().withZone(ZoneOffset.UTC);
    private final Clock settable = new Clock() {
        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    };

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void keys_are_fetched_once_for_many_tokens() {
        TokenDecoder decoder = decoder(clock, null);

        for (int i = 0; i < 20; i++) {
            assertThat(decoder.decode(issuer.token("user" + i)).getSubject()).isEqualTo("user" + i);
        }

        assertThat(issuer.keyRequests()).isEqualTo(1);
    }

    @Test
    void a_service_starts_while_the_issuer_is_down_and_accepts_tokens_once_it_is_up() {
        issuer.setDown(true);
        TokenDecoder decoder = decoder(settable, null);
        String token = issuer.token("alice");
        assertThatThrownBy(() -> decoder.decode(token))
                .isInstanceOf(JwtException.class)
                .isNotInstanceOf(BadJwtException.class);

        issuer.setDown(false);
        assertThatThrownBy(() -> decoder.decode(token))
                .as("asked again after a pause only")
                .isInstanceOf(JwtException.class)
                .isNotInstanceOf(BadJwtException.class);
        now.updateAndGet(instant -> instant.plusSeconds(2));

        assertThat(decoder.decode(token).getSubject()).isEqualTo("alice");
    }

    @Test
    void a_new_key_is_found_and_foreign_keys_do_not_make_us_ask_each_time() {
        TokenDecoder decoder = decoder(clock, null);
        decoder.decode(issuer.token("alice"));

        issuer.rotateKey();
        assertThat(decoder.decode(issuer.token("bob")).getSubject()).isEqualTo("bob");
        int requests = issuer.keyRequests();
        long start = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> decoder.decode(issuer.forgedToken("mallory")))
                    .isInstanceOf(BadJwtException.class);
        }

        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        assertThat(issuer.keyRequests()).isLessThanOrEqualTo(requests + 1 + (int) (seconds / 10));
    }

    @Test
    void keys_may_be_somewhere_else_than_the_discovery_document_says() {
        TokenDecoder decoder = decoder(clock, URI.create(issuer.uri() + "/jwks"));

        assertThat(decoder.decode(issuer.token("alice")).getSubject()).isEqualTo("alice");
    }

    @Test
    void a_remembered_token_still_expires() {
        TokenDecoder decoder = decoder(settable, null);
        String token = issuer.token("alice");
        decoder.decode(token);

        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(61)));

        assertThatThrownBy(() -> decoder.decode(token)).isInstanceOf(BadJwtException.class);
    }

    private TokenDecoder decoder(Clock by, @org.jspecify.annotations.Nullable URI jwks) {
        SecurityProperties properties =
                new SecurityProperties(issuer.uri(), "taskstream", jwks, Duration.ofSeconds(30), List.of());
        return new TokenDecoder(properties, new IssuerKeys(issuer.uri(), jwks, by), by);
    }
}
