package io.taskstream.api.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskstream.api.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

class IfMatchTests {

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "*", " * ", "\"1\", \"3\"", "\"1\",\"3\"", "\"abc\" , \"3\"", " \"3\" "})
    void lets_the_version_pass_that_it_names(String header) {
        assertThatCode(() -> IfMatch.parse(List.of(header)).require(3)).doesNotThrowAnyException();
    }

    @Test
    void lets_everything_pass_when_left_out() {
        assertThatCode(() -> IfMatch.parse(List.of()).require(3)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "\"1\", \"2\"", "\"abc\"", "\"\"", "\"03\""})
    void stops_every_other_version(String header) {
        assertThatThrownBy(() -> IfMatch.parse(List.of(header)).require(3))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().status()).isEqualTo(HttpStatus.PRECONDITION_FAILED);
                    assertThat(e.problem().headers()).containsEntry("ETag", "\"3\"");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "3",
                "\"3",
                "3\"",
                "W/\"3\"",
                "\"3\" \"4\"",
                "\"3\",",
                ",\"3\"",
                "\"3\", *",
                "\"3\",W/\"4\""
            })
    void refuses_what_is_no_list_of_strong_tags(String header) {
        assertThatThrownBy(() -> IfMatch.parse(List.of(header)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(HttpStatus.BAD_REQUEST));
    }

    @Test
    void several_headers_are_one_list() {
        IfMatch ifMatch = IfMatch.parse(List.of("\"1\"", "\"3\""));

        assertThatCode(() -> ifMatch.require(3)).doesNotThrowAnyException();
    }
}
