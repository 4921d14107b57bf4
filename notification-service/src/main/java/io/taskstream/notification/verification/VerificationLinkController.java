package io.taskstream.notification.verification;

import io.taskstream.api.problem.ProblemException;
import io.taskstream.notification.pages.Pages;
import io.taskstream.notification.preferences.AddressKind;
import io.taskstream.notification.signing.Signatures;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the link beside a code leads, without a login: who has got the mail needn't type. */
@RestController
class VerificationLinkController {
    static final String PATH = "/api/verify/";
    static final String PURPOSE = "verify";

    private final Signatures signatures;
    private final Proofs proofs;
    private final TransactionTemplate transaction;
    private final Pages pages;

    VerificationLinkController(Signatures signatures, Proofs proofs, TransactionTemplate transaction, Pages pages) {
        this.signatures = signatures;
        this.proofs = proofs;
        this.transaction = transaction;
        this.pages = pages;
    }

    /** Only asks: mail scanners follow links, and would prove addresses that nobody reads. */
    @GetMapping(PATH + "{token}")
    ResponseEntity<String> ask(@PathVariable String token) {
        return signatures.open(PURPOSE, token).isEmpty()
                ? Pages.unknown()
                : pages.answer(() -> Pages.asking(
                        "Is this your address?", "Confirm that you want to get your notifications here.", "Confirm"));
    }

    @PostMapping(PATH + "{token}")
    ResponseEntity<String> confirm(@PathVariable String token) {
        Optional<List<String>> parts = signatures.open(PURPOSE, token);
        return parts.isEmpty() ? Pages.unknown() : pages.answer(() -> confirm(parts.get()));
    }

    private ResponseEntity<String> confirm(List<String> parts) {
        String userId = parts.get(0);
        AddressKind kind = AddressKind.valueOf(parts.get(1));
        Optional<Issue> issue = proofs.linked(userId, kind, UUID.fromString(parts.get(2)));
        try {
            issue.ifPresent(found -> transaction.executeWithoutResult(_ -> proofs.accept(userId, kind, found)));
        } catch (ProblemException e) {
            return Pages.unknown();
        }
        return issue.isEmpty()
                ? Pages.unknown()
                : Pages.saying("Confirmed", "From now on your notifications come to this address.");
    }
}
