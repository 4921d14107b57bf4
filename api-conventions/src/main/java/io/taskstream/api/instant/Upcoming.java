package io.taskstream.api.instant;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;
import static java.lang.annotation.ElementType.TYPE_USE;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.time.Period;

/**
 * An {@link java.time.Instant} that lies ahead, within reason. Null is left to {@code @NotNull}.
 *
 * <p>"Now" is that of the application's {@link java.time.Clock}.
 */
@Documented
@Constraint(validatedBy = UpcomingValidator.class)
@Target({FIELD, PARAMETER, RECORD_COMPONENT, TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Upcoming {
    /** How far an instant may lie behind and still count as now: clocks differ, and requests take their time. */
    Duration TOLERANCE = Duration.ofSeconds(60);

    /** Beyond this, a date is taken for a mistake. */
    Period HORIZON = Period.ofYears(10);

    /** Whether the past is refused; without, only the {@link #HORIZON} counts, both ways. */
    boolean future() default true;

    String message() default "is not acceptable";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
