package io.taskstream.notification.preferences;

import io.taskstream.api.idempotency.IdempotentWrites;
import io.taskstream.api.idempotency.WriteRequest;
import io.taskstream.api.security.Caller;
import io.taskstream.api.version.ETags;
import io.taskstream.api.version.IfMatch;
import jakarta.validation.Valid;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One's own preferences. */
@RestController
@RequestMapping("/api/preferences")
class PreferencesController {
    private final PreferencesTable preferences;
    private final IdempotentWrites writes;

    PreferencesController(PreferencesTable preferences, IdempotentWrites writes) {
        this.preferences = preferences;
        this.writes = writes;
    }

    @GetMapping
    ResponseEntity<Preferences> get(Caller caller) {
        return answer(preferences.find(caller.userId()).orElseGet(() -> Preferences.none(caller.userId())));
    }

    @PutMapping
    ResponseEntity<Preferences> put(
            WriteRequest write, IfMatch expected, @Valid @RequestBody PreferencesRequest request) {
        return writes.once(write, () -> {
            Preferences stored = preferences.put(write.caller().userId(), request.email());
            // After the write, which has locked the row: if it was meant for another version, it is undone.
            expected.require(stored.version() - 1);
            return answer(stored);
        });
    }

    private static ResponseEntity<Preferences> answer(Preferences preferences) {
        return ResponseEntity.ok().eTag(ETags.of(preferences.version())).body(preferences);
    }
}
