package io.taskstream.analytics.stats;

import io.taskstream.api.problem.ProblemException;
import io.taskstream.api.security.Caller;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Counts for their users. */
@RestController
class StatsController {
    private static final int DEFAULT_DAYS = 30;
    private static final int MAX_DAYS = 366;

    private final TaskFacts facts;
    private final Clock clock;

    StatsController(TaskFacts facts, Clock clock) {
        this.facts = facts;
        this.clock = clock;
    }

    /** The counts from one day to another, both included; of the last 30 days unless said. */
    @GetMapping("/api/stats")
    Stats stats(
            Caller caller,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "UTC") String zone) {
        ZoneId zoneId = zone(zone);
        LocalDate last = to == null ? LocalDate.ofInstant(clock.instant(), zoneId) : day("to", to);
        LocalDate first = from == null ? last.minusDays(DEFAULT_DAYS - 1) : day("from", from);
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        if (days < 1 || days > MAX_DAYS) {
            throw ProblemException.badRequest(
                    "from", "must be at most " + MAX_DAYS + " days before to, and not after it");
        }
        Instant begin = first.atStartOfDay(zoneId).toInstant();
        Instant end = last.plusDays(1).atStartOfDay(zoneId).toInstant();
        String user = caller.userId();
        return Stats.of(
                first,
                last,
                zone,
                facts.createdByDay(user, begin, end, zoneId),
                facts.completedByDay(user, begin, end, zoneId),
                facts.completedOfCreated(user, begin, end));
    }

    /** Only names of regions: offsets have other signs in PostgreSQL than here. */
    private static ZoneId zone(String zone) {
        if (ZoneId.getAvailableZoneIds().contains(zone)) {
            return ZoneId.of(zone);
        }
        throw ProblemException.badRequest("zone", "must be a time zone such as Europe/Berlin or UTC");
    }

    private static LocalDate day(String parameter, String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 1970 && day.getYear() <= 9999) {
                return day;
            }
        } catch (DateTimeException e) {
            // said below, in our words
        }
        throw ProblemException.badRequest(parameter, "must be a day such as 2026-01-27");
    }
}
