package io.taskstream.notification.verification;

import io.taskstream.api.idempotency.IdempotentWrites;
import io.taskstream.api.idempotency.WriteRequest;
import io.taskstream.api.problem.ProblemException;
import io.taskstream.api.version.ETags;
import io.taskstream.notification.preferences.AddressKind;
import io.taskstream.notification.preferences.Preferences;
import io.taskstream.notification.preferences.UserPreferences;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.Locale;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Proves one's own addresses. */
@RestController
@RequestMapping("/api/preferences")
class VerificationController {
    private final Codes codes;
    private final Proofs proofs;
    private final UserPreferences preferences;
    private final IdempotentWrites writes;

    VerificationController(Codes codes, Proofs proofs, UserPreferences preferences, IdempotentWrites writes) {
        this.codes = codes;
        this.proofs = proofs;
        this.preferences = preferences;
        this.writes = writes;
    }

    @PostMapping("/verify")
    ResponseEntity<Preferences> verify(WriteRequest write, @Valid @RequestBody Proof proof) {
        String userId = write.caller().userId();
        Issue issue = proofs.tryCode(userId, proof.address(), proof.code());
        return writes.once(write, () -> {
            Preferences verified = proofs.accept(userId, proof.address(), issue);
            return ResponseEntity.ok().eTag(ETags.of(verified.version())).body(verified);
        });
    }

    @PostMapping("/verification")
    ResponseEntity<Sent> sendAgain(WriteRequest write, @Valid @RequestBody Wish wish) {
        String userId = write.caller().userId();
        return writes.once(write, () -> {
            Preferences said = preferences.of(userId);
            String address = said.addressOf(wish.address());
            String kind = wish.address().name().toLowerCase(Locale.ROOT);
            if (address == null) {
                throw ProblemException.conflict("There is no " + kind + " to verify: PUT /api/preferences names one");
            }
            if (said.isVerified(wish.address())) {
                throw ProblemException.conflict("The " + kind + " is verified already");
            }
            return ResponseEntity.accepted()
                    .body(new Sent(wish.address(), codes.sendAgain(userId, wish.address(), address)));
        });
    }

    /** What came to an address. */
    record Proof(
            @NotNull AddressKind address,

            @NotNull @Pattern(regexp = "[0-9]{6}", message = "must be the 6 digits that were sent") String code) {

        /** Not the code. */
        @Override
        public String toString() {
            return "Proof[" + address + "]";
        }
    }

    /** Which address is to get another code. */
    record Wish(@NotNull AddressKind address) {}

    /** A code is on its way. */
    record Sent(AddressKind address, Instant expiresAt) {}
}
