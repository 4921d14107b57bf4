package io.taskstream.notification.verification;

import io.taskstream.api.problem.Problem;
import io.taskstream.api.problem.ProblemException;
import io.taskstream.notification.preferences.AddressKind;
import io.taskstream.notification.preferences.Preferences;
import io.taskstream.notification.preferences.UserPreferences;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Decides whether somebody has got a code. */
@Component
class Proofs {
    private static final String ANOTHER = "; POST /api/preferences/verification sends another";

    private final VerificationTable table;
    private final VerificationProperties settings;
    private final Codes codes;
    private final UserPreferences preferences;
    private final Clock clock;

    Proofs(
            VerificationTable table,
            VerificationProperties settings,
            Codes codes,
            UserPreferences preferences,
            Clock clock) {
        this.table = table;
        this.settings = settings;
        this.codes = codes;
        this.preferences = preferences;
        this.clock = clock;
    }

    /**
     * Tries a code, in a transaction of its own: a wrong one counts, whatever becomes of the request.
     *
     * @return the issue that it belongs to
     * @throws ProblemException 400 if it is wrong or too late, 409 if there is nothing to verify
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW, noRollbackFor = ProblemException.class)
    public Issue tryCode(String userId, AddressKind kind, String code) {
        Instant now = clock.instant();
        Issue issue = table.use(userId, kind, settings.tries(), now)
                .orElseThrow(() -> refusal(table.find(userId, kind), now));
        if (!MessageDigest.isEqual(codes.hash(issue.id(), code), issue.codeHash())) {
            int left = settings.tries() - issue.tries();
            throw ProblemException.badRequest(
                    "code",
                    left > 0
                            ? "is not the one that was sent; " + left + (left == 1 ? " try is" : " tries are") + " left"
                            : "is not the one that was sent, and was the last try" + ANOTHER);
        }
        return issue;
    }

    /** The issue that a link names, if it can still be used. */
    Optional<Issue> linked(String userId, AddressKind kind, UUID issue) {
        return table.find(userId, kind)
                .filter(found -> found.id().equals(issue)
                        && found.codeHash() != null
                        && found.expiresAt().isAfter(clock.instant()));
    }

    /**
     * The address is the user's; once only.
     *
     * @throws ProblemException 409 if the issue has ended, or the user has another address by now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Preferences accept(String userId, AddressKind kind, Issue issue) {
        String address = issue.address();
        if (address == null || !table.end(userId, kind, issue.id())) {
            throw nothingToVerify();
        }
        Preferences verified = preferences.verified(userId, kind, address);
        if (!address.equals(verified.addressOf(kind))) {
            throw ProblemException.conflict(
                    "The address has been changed since: enter the code that was sent to the" + " new one");
        }
        return verified;
    }

    private static ProblemException refusal(Optional<Issue> last, Instant now) {
        if (last.isEmpty() || last.get().codeHash() == null) {
            return nothingToVerify();
        }
        return new ProblemException(Problem.badRequest(
                "code", (last.get().expiresAt().isAfter(now) ? "was wrong too often" : "has expired") + ANOTHER));
    }

    private static ProblemException nothingToVerify() {
        return ProblemException.conflict("There is no such address to verify: PUT /api/preferences names one");
    }
}
