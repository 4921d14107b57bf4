package io.taskstream.notification.preferences;

import io.taskstream.api.idempotency.IdempotentWrites;
import io.taskstream.api.idempotency.WriteRequest;
import io.taskstream.api.security.Caller;
import io.taskstream.api.version.ETags;
import io.taskstream.api.version.IfMatch;
import jakarta.validation.Valid;
import java.util.function.UnaryOperator;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One's own preferences. */
@RestController
@RequestMapping("/api/preferences")
class PreferencesController {
    private final UserPreferences preferences;
    private final Addresses addresses;
    private final IdempotentWrites writes;

    PreferencesController(UserPreferences preferences, Addresses addresses, IdempotentWrites writes) {
        this.preferences = preferences;
        this.addresses = addresses;
        this.writes = writes;
    }

    @GetMapping
    ResponseEntity<Preferences> get(Caller caller) {
        return answer(preferences.of(caller.userId()));
    }

    @PutMapping
    ResponseEntity<Preferences> put(
            WriteRequest write,
            IfMatch expected,
            @AuthenticationPrincipal Jwt token,
            @Valid @RequestBody PreferencesRequest request) {
        Caller caller = write.caller();
        return change(
                write,
                expected,
                current -> request.instead(
                        current,
                        email -> addresses.isDefaultOf(caller.userId(), email)
                                || (caller.actingClient() == null && vouchesFor(token, email))));
    }

    /** A new topic for push messages; nobody hears anything on the old one any more. */
    @PostMapping("/push-topic")
    ResponseEntity<Preferences> rotatePushTopic(WriteRequest write, IfMatch expected) {
        return change(write, expected, current -> current.withPushTopic(PushTopic.random()));
    }

    private ResponseEntity<Preferences> change(
            WriteRequest write, IfMatch expected, UnaryOperator<Preferences> change) {
        return writes.once(
                write,
                () -> answer(preferences.change(write.caller().userId(), current -> {
                    expected.require(current.version());
                    return change.apply(current);
                })));
    }

    /** The issuer has verified the address, and says so in the user's own token. */
    private static boolean vouchesFor(Jwt token, EmailAddress email) {
        return email.text().equalsIgnoreCase(token.getClaimAsString("email"))
                && Boolean.TRUE.equals(token.getClaimAsBoolean("email_verified"));
    }

    private static ResponseEntity<Preferences> answer(Preferences preferences) {
        return ResponseEntity.ok().eTag(ETags.of(preferences.version())).body(preferences);
    }
}
