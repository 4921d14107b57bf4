package io.taskstream.notification.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicLinksTests {
    @Test
    void a_path_goes_behind_the_address_of_the_installation() {
        assertThat(new PublicLinks("https://tasks.example/").to("/api/x"))
                .contains(URI.create("https://tasks.example/api/x"));
        assertThat(new PublicLinks("http://localhost:8080").to("/api/x"))
                .contains(URI.create("http://localhost:8080/api/x"));
    }

    @Test
    void without_an_address_there_are_no_links() {
        assertThat(new PublicLinks(null).to("/api/x")).isEmpty();
        assertThat(new PublicLinks(" ").to("/api/x")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasks.example", "javascript:alert(1)", "https://", "https://a.b/?q", "not a url"})
    void what_is_no_address_is_refused_at_start(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PublicLinks(text))
                .withMessageContaining("taskstream.notification.public-url");
    }
}
