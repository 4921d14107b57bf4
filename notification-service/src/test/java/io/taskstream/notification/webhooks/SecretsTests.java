package io.taskstream.notification.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTests {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String OTHER_KEY =
            Base64.getEncoder().encodeToString("another key, of the same length.".getBytes());

    @Test
    void secrets_are_long_enough_and_never_the_same() {
        Secrets secrets = new Secrets("");
        String secret = secrets.make();

        assertThat(secret).startsWith("whsec_").isNotEqualTo(secrets.make());
        assertThat(Base64.getDecoder().decode(secret.substring("whsec_".length())))
                .hasSize(32);
    }

    @Test
    void with_a_key_they_are_stored_unreadable_and_each_time_otherwise() {
        Secrets secrets = new Secrets(KEY);
        String secret = secrets.make();
        String stored = secrets.sealed(secret);

        assertThat(stored).doesNotContain("whsec_").isNotEqualTo(secrets.sealed(secret));
        assertThat(secrets.opened(stored)).isEqualTo(secret);
    }

    @Test
    void without_a_key_they_are_stored_as_they_are_and_stay_readable_when_there_is_one() {
        String secret = new Secrets("").make();

        assertThat(new Secrets("").sealed(secret)).isEqualTo(secret);
        assertThat(new Secrets(KEY).opened(secret)).isEqualTo(secret);
    }

    @Test
    void with_another_key_or_none_they_can_not_be_read() {
        String stored = new Secrets(KEY).sealed("whsec_AAAA");

        assertThatThrownBy(() -> new Secrets(OTHER_KEY).opened(stored))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("taskstream.notification.webhooks.secret-key");
        assertThatThrownBy(() -> new Secrets("").opened(stored))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("taskstream.notification.webhooks.secret-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "c2hvcnQ=", "not base64 at all, although it's long enough"})
    void a_key_that_is_none_is_refused_without_being_repeated(String key) {
        assertThatThrownBy(() -> new Secrets(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("openssl rand -base64 32")
                .hasMessageNotContaining(key);
    }
}
