package io.taskstream.api.app;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.taskstream.api.idempotency.IdempotentWrites;
import io.taskstream.api.idempotency.WriteRequest;
import io.taskstream.api.instant.Upcoming;
import io.taskstream.api.json.Patched;
import io.taskstream.api.paging.Cursor;
import io.taskstream.api.paging.Page;
import io.taskstream.api.paging.PageRequest;
import io.taskstream.api.problem.ProblemException;
import io.taskstream.api.security.Caller;
import io.taskstream.api.security.Operator;
import io.taskstream.api.text.PlainText;
import io.taskstream.api.version.ETags;
import io.taskstream.api.version.IfMatch;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Notes: a title, a text, a colour. */
@SpringBootApplication
public class NotesApp {

    enum Colour {
        @JsonProperty("red")
        RED,
        @JsonProperty("dark_blue")
        DARK_BLUE
    }

    record Ping(@Upcoming @NotNull Instant pingAt, @Nullable Colour colour) {}

    record NewNote(
            @NotNull @PlainText(max = 20) String title,

            @PlainText(max = 100, multiline = true, blank = true) @Nullable String text,

            @Nullable Integer pageCount,
            @Nullable Boolean pinned,
            @Size(max = 3) @Nullable List<@NotNull @Valid Ping> pings) {}

    record ChangedNote(
            Patched<@NotNull @PlainText(max = 20) String> title,
            Patched<@PlainText(max = 100, multiline = true) String> text,
            Patched<@Upcoming Instant> dueDate) {}

    record Note(
            long noteId,
            String userId,
            String title,
            @Nullable String text,
            long version) {}

    @RestController
    static class Notes {
        private final JdbcTemplate jdbc;
        private final IdempotentWrites writes;

        Notes(JdbcTemplate jdbc, IdempotentWrites writes) {
            this.jdbc = jdbc;
            this.writes = writes;
        }

        @PostMapping("/api/notes")
        ResponseEntity<Note> create(WriteRequest write, @Valid @RequestBody NewNote note) {
            return writes.once(write, () -> {
                String user = write.caller().userId();
                Long id = Objects.requireNonNull(jdbc.queryForObject(
                        "insert into note (user_id, title, text, version) values (?, ?, ?, 1) returning note_id",
                        Long.class,
                        user,
                        note.title(),
                        note.text()));
                return ResponseEntity.created(URI.create("/api/notes/" + id))
                        .eTag(ETags.of(1))
                        .body(new Note(id, user, note.title(), note.text(), 1));
            });
        }

        @PatchMapping("/api/notes/{id}")
        ResponseEntity<Note> change(
                WriteRequest write, IfMatch ifMatch, @PathVariable long id, @Valid @RequestBody ChangedNote change) {
            return writes.once(write, () -> {
                Note note = find(write.caller(), id);
                ifMatch.require(note.version());
                Note changed = new Note(
                        id,
                        note.userId(),
                        Objects.requireNonNull(change.title().or(note::title)),
                        change.text().or(note::text),
                        note.version() + 1);
                jdbc.update(
                        "update note set title = ?, text = ?, version = ? where note_id = ?",
                        changed.title(),
                        changed.text(),
                        changed.version(),
                        id);
                return ResponseEntity.ok().eTag(ETags.of(changed.version())).body(changed);
            });
        }

        @DeleteMapping("/api/notes/{id}")
        ResponseEntity<Void> delete(WriteRequest write, IfMatch ifMatch, @PathVariable long id) {
            return writes.once(write, () -> {
                ifMatch.require(find(write.caller(), id).version());
                jdbc.update("delete from note where note_id = ?", id);
                return ResponseEntity.noContent().build();
            });
        }

        @GetMapping("/api/notes/{id}")
        ResponseEntity<Note> get(Caller caller, @PathVariable long id) {
            Note note = find(caller, id);
            return ResponseEntity.ok().eTag(ETags.of(note.version())).body(note);
        }

        @GetMapping("/api/notes")
        Page<Note> list(
                Caller caller,
                PageRequest page,
                @RequestParam(required = false) @Nullable Colour colour,
                @RequestParam(name = "due_before", required = false) @Nullable Instant dueBefore) {
            long before = page.after(1).map(keys -> keys[0]).orElse(Long.MAX_VALUE);
            List<Note> notes = jdbc.query(
                    "select note_id, user_id, title, text, version from note where user_id = ? and note_id < ?"
                            + " order by note_id desc limit ?",
                    (row, n) -> new Note(
                            row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getLong(5)),
                    caller.userId(),
                    before,
                    page.fetch());
            return Page.of(page, notes, note -> Cursor.after(note.noteId()), note -> note);
        }

        @GetMapping("/api/whoami")
        Map<String, String> whoAmI(Caller caller) {
            return Map.of(
                    "user_id",
                    caller.userId(),
                    "acting_client",
                    Objects.requireNonNullElse(caller.actingClient(), ""),
                    "in_logs",
                    MDC.get("user_id"));
        }

        @GetMapping("/api/operators")
        String operators(Operator operator) {
            return operator.name();
        }

        /** Removes the oldest note; sent again, it would remove the next. */
        @PostMapping("/api/operators/sweep")
        ResponseEntity<Map<String, Integer>> sweep(Operator operator, WriteRequest write) {
            return writes.inSteps(
                    write,
                    () -> ResponseEntity.ok(Map.of(
                            "swept", jdbc.update("delete from note where note_id = (select min(note_id) from note)"))));
        }

        @GetMapping("/api/broken")
        String broken() {
            throw new IllegalStateException("secret inner detail");
        }

        private Note find(Caller caller, long id) {
            return jdbc
                    .query(
                            "select note_id, user_id, title, text, version from note where note_id = ? and user_id = ?"
                                    + " for update",
                            (row, n) -> new Note(
                                    row.getLong(1),
                                    row.getString(2),
                                    row.getString(3),
                                    row.getString(4),
                                    row.getLong(5)),
                            id,
                            caller.userId())
                    .stream()
                    .findFirst()
                    .orElseThrow(() -> ProblemException.notFound("note"));
        }
    }
}
