package io.taskstream.api.problem;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a body in the words of the API; Jackson's own messages name classes and repeat values. */
final class JsonErrors {
    private JsonErrors() {}

    static FieldError of(JacksonException failure) {
        return new FieldError(field(failure), message(failure) + position(failure.getLocation()));
    }

    private static String message(JacksonException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BadValueException e) {
                return e.reason();
            }
        }
        return switch (failure) {
            case UnrecognizedPropertyException e -> "is not a known field" + known(e.getKnownPropertyIds());
            case InvalidFormatException e -> mismatch(e.getTargetType());
            case InputCoercionException e -> "is not a number within its range";
            case StreamConstraintsException e -> "is nested too deeply, or a name, number or text in it is too long";
            case StreamReadException e
            when e.getOriginalMessage().startsWith("Duplicate") -> "names the same field more than once";
            case StreamReadException e -> "is not well-formed JSON";
            case MismatchedInputException e
            when e.getOriginalMessage().startsWith("Trailing token") -> "goes on after the end of the JSON value";
            case MismatchedInputException e -> mismatch(e.getTargetType());
            default -> "is not valid";
        };
    }

    private static String mismatch(@Nullable Class<?> type) {
        if (type == null) {
            return "has the wrong type";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "must be a text";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "must be a list";
        }
        if (type.isRecord()) {
            return "must be an object";
        }
        String expected = Problems.expected(type);
        return "is not valid".equals(expected) ? "has the wrong type" : expected;
    }

    private static String known(@Nullable Collection<Object> fields) {
        return fields == null || fields.isEmpty()
                ? ""
                : "; known are "
                        + String.join(
                                ", ",
                                fields.stream().map(Object::toString).sorted().toList());
    }

    private static String field(JacksonException failure) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : failure.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(printable(step.getPropertyName()));
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    /** A field's name may come from the client: only what is harmless in a log or on a page is repeated. */
    private static String printable(String name) {
        String shortened = name.length() > 64 ? name.substring(0, 64) + "…" : name;
        return shortened.replaceAll("[^\\p{L}\\p{N}_.\\-…]", "?");
    }

    private static String position(@Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
