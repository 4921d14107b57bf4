package io.taskstream.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskstream.api.problem.BadValueException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTests {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 31, -1, Long.MAX_VALUE, Long.MIN_VALUE})
    void a_number_is_read_as_it_is_written(long id) {
        assertThat(Ids.number(Long.toString(id))).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "0x1F",
                "0X1f",
                "#1F",
                "+31",
                " 31",
                "31 ",
                "31\n",
                "031",
                "00",
                "-0",
                "--1",
                "1.0",
                "1e3",
                "1_0",
                "1,000",
                "31L",
                "٣١",
                "３１",
                "9223372036854775808",
                "-9223372036854775809",
                "99999999999999999999"
            })
    void a_number_written_otherwise_is_refused(String text) {
        assertThatThrownBy(() -> Ids.number(text))
                .isInstanceOf(BadValueException.class)
                .hasMessageContaining("must be a decimal number within its range");
    }

    @Test
    void a_uuid_may_be_written_in_capitals() {
        UUID id = UUID.fromString("019c0a5e-7b1e-7c3a-9d2f-6a1b2c3d4e5f");

        assertThat(Ids.uuid(id.toString())).isEqualTo(id);
        assertThat(Ids.uuid("019C0A5E-7B1E-7C3A-9D2F-6A1B2C3D4E5F")).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1-1-1-1-1",
                "019c0a5e7b1e7c3a9d2f6a1b2c3d4e5f",
                "{019c0a5e-7b1e-7c3a-9d2f-6a1b2c3d4e5f}",
                " 019c0a5e-7b1e-7c3a-9d2f-6a1b2c3d4e5f",
                "019c0a5e-7b1e-7c3a-9d2f-6a1b2c3d4e5g"
            })
    void a_uuid_written_otherwise_is_refused(String text) {
        assertThatThrownBy(() -> Ids.uuid(text))
                .isInstanceOf(BadValueException.class)
                .hasMessageContaining("must be a UUID");
    }
}
