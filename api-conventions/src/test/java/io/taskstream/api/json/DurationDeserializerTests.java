package io.taskstream.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

class DurationDeserializerTests {
    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new JsonAutoConfiguration().requestTypes())
            .build();

    @ParameterizedTest
    @CsvSource({
        "PT0S,              0",
        "PT1H30M,           5400",
        "P1D,               86400",
        "P1DT2H3M4S,        93784",
        "PT36H,             129600",
        "PT90.000S,         90",
        "-PT5M,             -300",
        "pt1h,              3600",
        "PT9999999999999S,  9999999999999"
    })
    void durations_of_whole_seconds_are_taken(String text, long seconds) {
        assertThat(mapper.readValue('"' + text + '"', Duration.class)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\" PT1H\"",
                "\"PT\"",
                "\"P\"",
                "\"1h\"",
                "\"3600\"",
                "\"01:00\"",
                // as long as they happen to be
                "\"P1M\"",
                "\"P1Y\"",
                "\"P1W\"",
                "\"PT0.5S\"",
                "\"PT1.000000001S\"",
                "\"PT99999999999999999999S\"",
                "\"PT00000000000000000000000000000000000000001S\"",
                "3600",
                "1.5",
                "true",
                "[]",
                "{}"
            })
    void anything_else_is_refused(String json) {
        assertThatThrownBy(() -> mapper.readValue(json, Duration.class))
                .isInstanceOf(DatabindException.class)
                .hasMessageContaining("must be an ISO 8601 duration in whole seconds, such as PT1H30M or P1D");
    }
}
