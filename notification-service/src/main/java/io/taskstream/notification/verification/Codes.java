package io.taskstream.notification.verification;

import io.taskstream.api.problem.Problem;
import io.taskstream.api.problem.ProblemException;
import io.taskstream.notification.channels.Content;
import io.taskstream.notification.notifications.NewNotifications;
import io.taskstream.notification.preferences.AddressKind;
import io.taskstream.notification.preferences.AddressNamed;
import io.taskstream.notification.preferences.ChannelName;
import io.taskstream.notification.signing.PublicLinks;
import io.taskstream.notification.signing.Signatures;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Sends codes to addresses, and not too many: the address may be a stranger's. */
@Component
class Codes {
    private static final String PURPOSE = "code";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(2);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final VerificationTable table;
    private final VerificationProperties settings;
    private final NewNotifications notifications;
    private final Signatures signatures;
    private final PublicLinks links;
    private final Clock clock;

    Codes(
            VerificationTable table,
            VerificationProperties settings,
            NewNotifications notifications,
            Signatures signatures,
            PublicLinks links,
            Clock clock) {
        this.table = table;
        this.settings = settings;
        this.notifications = notifications;
        this.signatures = signatures;
        this.links = links;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(AddressNamed named) {
        send(named.userId(), named.kind(), named.address(), Duration.ZERO);
    }

    /**
     * Sends another code, which takes the place of the last one.
     *
     * @return until when it can be entered
     * @throws ProblemException 429 if it is too soon
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Instant sendAgain(String userId, AddressKind kind, String address) {
        return send(userId, kind, address, settings.pause());
    }

    private Instant send(String userId, AddressKind kind, String address, Duration pause) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Issue last = table.lock(userId, kind)
                .filter(issue -> issue.hourBegan().plus(HOUR).isAfter(now))
                .orElse(null);
        if (last != null) {
            if (last.sent() >= settings.codesPerHour()) {
                throw tooMany(last.hourBegan().plus(HOUR), now);
            }
            if (last.sentAt().plus(pause).isAfter(now)) {
                throw tooMany(last.sentAt().plus(pause), now);
            }
        }
        String code = "%06d".formatted(RANDOM.nextInt(1_000_000));
        UUID id = UUID.randomUUID();
        Instant expiresAt = now.plus(settings.validFor());
        table.put(
                userId,
                kind,
                new Issue(
                        id,
                        address,
                        hash(id, code),
                        expiresAt,
                        0,
                        now,
                        last == null ? now : last.hourBegan(),
                        last == null ? 1 : last.sent() + 1));
        String link = kind == AddressKind.EMAIL ? link(userId, kind, id) : null;
        notifications.store(userId, channelTo(kind), new Content.VerificationCode(address, code, link));
        return expiresAt;
    }

    /** What is kept of a code: with the secret elsewhere, a copy of the table is no list of codes. */
    byte[] hash(UUID issue, String code) {
        return signatures.sign(PURPOSE, issue.toString(), code);
    }

    private @Nullable String link(String userId, AddressKind kind, UUID issue) {
        return links.to(VerificationLinkController.PATH
                        + signatures.token(VerificationLinkController.PURPOSE, userId, kind.name(), issue.toString()))
                .map(URI::toString)
                .orElse(null);
    }

    private static ChannelName channelTo(AddressKind kind) {
        return switch (kind) {
            case EMAIL -> ChannelName.EMAIL;
            case PHONE -> ChannelName.SMS;
        };
    }

    private static ProblemException tooMany(Instant until, Instant now) {
        long seconds = Math.max(1, Duration.between(now, until).plusMillis(999).toSeconds());
        return new ProblemException(new Problem(
                HttpStatus.TOO_MANY_REQUESTS,
                "Too many codes were sent; try again in " + seconds + " s",
                List.of(),
                Map.of(HttpHeaders.RETRY_AFTER, Long.toString(seconds))));
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    public void purge() {
        table.purge(clock.instant().minus(KEPT));
    }
}
