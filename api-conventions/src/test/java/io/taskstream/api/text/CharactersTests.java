package io.taskstream.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharactersTests {
    private final Validator validator =
            Validation.buildDefaultValidatorFactory().getValidator();

    private record Text(
            @PlainText(max = 5) String line,

            @PlainText(max = 20, multiline = true, blank = true)
            String lines) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "été",
                "日本語",
                "עברית",
                "العربية",
                "\ud83d\ude80\ud83d\ude80",
                "a\u200fb",
                "👩\u200d👧",
                "<b>;--"
            })
    void what_people_write_is_welcome(String text) {
        assertThat(Characters.objection(text, false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "a\u0000",
                "\u0001",
                "\u001b[31m",
                "\u007f",
                "\u0085",
                "\u009b",
                "\n",
                "\t",
                "\r\n",
                "\u2028",
                "\u2029",
                "\u202a",
                "\u202b",
                "\u202c",
                "\u202d",
                "\u202e",
                "\u2066",
                "\u2067",
                "\u2068",
                "\u2069",
                "\ud800",
                "a\udc00b",
                "\ud83dx",
                "\udc00\ud800"
            })
    void what_could_do_harm_is_not(String text) {
        assertThat(Characters.objection(text, false)).isPresent();
    }

    @Test
    void line_breaks_and_tabs_belong_to_texts_of_several_lines() {
        assertThat(Characters.objection("a\r\n\tb\u2028", true)).isEmpty();
        assertThat(Characters.objection("a\u000bb", true)).isPresent();
        assertThat(Characters.objection("a\u0000b", true)).isPresent();
    }

    @Test
    void length_counts_characters_not_their_halves() {
        assertThat(validator.validate(new Text("🚀🚀🚀🚀🚀", ""))).isEmpty();
        assertThat(validator.validate(new Text("🚀🚀🚀🚀🚀🚀", "")))
                .singleElement()
                .extracting(violation -> violation.getMessage())
                .isEqualTo("must have at most 5 characters");
    }

    @Test
    void blank_is_refused_unless_allowed() {
        assertThat(validator.validate(new Text(" \u2003", " "))).hasSize(1);
        assertThat(validator.validate(new Text("x", ""))).isEmpty();
    }
}
