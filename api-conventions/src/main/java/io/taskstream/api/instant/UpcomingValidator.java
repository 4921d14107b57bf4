package io.taskstream.api.instant;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides {@link Upcoming}. */
public final class UpcomingValidator implements ConstraintValidator<Upcoming, Instant> {
    private boolean future;

    @Override
    public void initialize(Upcoming constraint) {
        future = constraint.future();
    }

    @Override
    public boolean isValid(@Nullable Instant value, ConstraintValidatorContext context) {
        if (value == null) {
            return true;
        }
        Optional<String> objection = objection(value, context.getClockProvider().getClock(), future);
        objection.ifPresent(message -> {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(message).addConstraintViolation();
        });
        return objection.isEmpty();
    }

    /** What is wrong with the instant as a future one; for rules that depend on more than the value. */
    public static Optional<String> objection(Instant value, Clock clock, boolean future) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        if (future && value.isBefore(now.minus(Upcoming.TOLERANCE).toInstant())) {
            return Optional.of("must not lie in the past");
        }
        if (value.isAfter(now.plus(Upcoming.HORIZON).toInstant())) {
            return Optional.of("must not lie more than " + Upcoming.HORIZON.getYears() + " years ahead");
        }
        if (value.isBefore(now.minus(Upcoming.HORIZON).toInstant())) {
            return Optional.of("must not lie more than " + Upcoming.HORIZON.getYears() + " years back");
        }
        return Optional.empty();
    }
}
