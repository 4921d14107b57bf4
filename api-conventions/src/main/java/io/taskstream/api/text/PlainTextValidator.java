package io.taskstream.api.text;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides {@link PlainText}. */
public final class PlainTextValidator implements ConstraintValidator<PlainText, String> {
    private int max;
    private boolean multiline;
    private boolean blank;

    @Override
    public void initialize(PlainText constraint) {
        max = constraint.max();
        multiline = constraint.multiline();
        blank = constraint.blank();
    }

    @Override
    public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
        if (value == null) {
            return true;
        }
        Optional<String> objection = objection(value);
        objection.ifPresent(message -> {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(message).addConstraintViolation();
        });
        return objection.isEmpty();
    }

    private Optional<String> objection(String text) {
        if (!blank && text.isBlank()) {
            return Optional.of("must not be blank");
        }
        if (text.length() > max && text.codePointCount(0, text.length()) > max) {
            return Optional.of("must have at most " + max + " characters");
        }
        return Characters.objection(text, multiline);
    }
}
