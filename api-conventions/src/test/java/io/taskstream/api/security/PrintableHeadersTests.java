package io.taskstream.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.security.web.firewall.StrictHttpFirewall;

class PrintableHeadersTests {
    @Test
    void what_passes_is_what_springs_own_rule_lets_pass() {
        PrintableHeaders rule = new PrintableHeaders();

        for (char c = 0; c < Character.MIN_SURROGATE; c++) {
            String text = "a" + c;
            assertThat(rule.test(text))
                    .as("U+%04X", (int) c)
                    .isEqualTo(StrictHttpFirewall.ALLOWED_HEADER_VALUES.test(text));
        }
        assertThat(rule.test("")).isTrue();
    }
}
