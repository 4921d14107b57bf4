package io.taskstream.api.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskstream.api.problem.ProblemException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTests {
    private final List<Long> newestFirst = LongStream.rangeClosed(1, 25)
            .boxed()
            .sorted(Comparator.reverseOrder())
            .toList();

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 24, 25, 26, 100})
    void the_pages_together_are_the_list(int limit) {
        List<Long> seen = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            Page<Long> page = page(PageRequest.parse(Integer.toString(limit), cursor));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit).isNotEmpty();
            seen.addAll(page.items());
            cursor = page.nextCursor();
            pages++;
        } while (cursor != null);

        assertThat(seen).isEqualTo(newestFirst);
        assertThat(pages).isEqualTo((25 + limit - 1) / limit);
    }

    private Page<Long> page(PageRequest request) {
        long before = request.after(2).map(keys -> keys[1]).orElse(Long.MAX_VALUE);
        List<Long> fetched = newestFirst.stream()
                .filter(id -> id < before)
                .limit(request.fetch())
                .toList();
        return Page.of(request, fetched, id -> Cursor.after(-id, id), id -> id);
    }

    @Test
    void a_page_has_fifty_items_unless_said() {
        assertThat(PageRequest.parse(null, null)).isEqualTo(new PageRequest(50, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "1.5", "x", "", " 1", "99999999999", "٣"})
    void a_limit_is_a_number_from_1_to_100(String limit) {
        assertThatThrownBy(() -> PageRequest.parse(limit, null)).isInstanceOf(ProblemException.class);
    }

    @Test
    void a_cursor_that_was_changed_is_refused() {
        byte[] bytes = Base64.getUrlDecoder().decode(Cursor.after(17, 4).encoded());
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 0x10;
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThatThrownBy(() -> Cursor.decoded(text)).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void a_cursor_of_another_kind_of_list_is_refused() {
        PageRequest request = PageRequest.parse(null, Cursor.after(17).encoded());

        assertThatThrownBy(() -> request.after(2)).isInstanceOf(ProblemException.class);
    }
}
