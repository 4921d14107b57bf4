package io.taskstream.api.problem;

import jakarta.validation.ConstraintViolationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.Errors;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;

/** Says which problem an exception means. */
public final class Problems {
    private static final String BODY = "body";

    private final List<ProblemMapping> mappings;

    Problems(List<ProblemMapping> mappings) {
        this.mappings = List.copyOf(mappings);
    }

    /** The problem to answer with; what nobody foresaw is a 500 that tells nothing. */
    public Problem of(Throwable failure) {
        for (ProblemMapping mapping : mappings) {
            Optional<Problem> problem = mapping.map(failure);
            if (problem.isPresent()) {
                return problem.get();
            }
        }
        return switch (failure) {
            case ProblemException e -> e.problem();
            case HttpMessageNotReadableException e -> unreadable(e);
            case MethodArgumentNotValidException e -> Problem.badRequest(errors(e.getBindingResult()));
            case HandlerMethodValidationException e
            when !e.isForReturnValue() -> Problem.badRequest(parameterErrors(e));
            case ConstraintViolationException e -> Problem.badRequest(violations(e));
            case MethodArgumentTypeMismatchException e -> Problem.badRequest(snakeCase(e.getName()), mismatch(e));
            case MissingServletRequestParameterException e -> Problem.badRequest(e.getParameterName(), "is required");
            case MissingRequestHeaderException e -> Problem.badRequest(e.getHeaderName(), "is required");
            case InvalidParameterException e -> Problem.badRequest("query", "is not well-formed");
            case AsyncRequestTimeoutException e -> Problem.unavailable("The answer took too long");
            case ErrorResponse e -> known(e);
            default -> unexpected();
        };
    }

    /** What a client may know of a fault of ours. */
    static Problem unexpected() {
        return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side");
    }

    private static Problem unreadable(HttpMessageNotReadableException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException e) {
                return e.problem();
            }
            if (cause instanceof JacksonException e) {
                return Problem.badRequest(List.of(JsonErrors.of(e)));
            }
        }
        return Problem.badRequest(BODY, "a JSON body is required");
    }

    private static List<FieldError> errors(Errors result) {
        List<FieldError> errors = new ArrayList<>();
        result.getGlobalErrors().forEach(e -> errors.add(new FieldError(BODY, message(e))));
        result.getFieldErrors().forEach(e -> errors.add(new FieldError(snakeCase(e.getField()), message(e))));
        return errors;
    }

    private static List<FieldError> parameterErrors(HandlerMethodValidationException failure) {
        List<FieldError> errors = new ArrayList<>();
        failure.getParameterValidationResults().forEach(result -> {
            if (result instanceof ParameterErrors bean) {
                errors.addAll(errors(bean));
            } else {
                String name = result.getMethodParameter().getParameterName();
                String field = name == null ? "parameter" : snakeCase(name);
                result.getResolvableErrors().forEach(e -> errors.add(new FieldError(field, message(e))));
            }
        });
        return errors;
    }

    private static List<FieldError> violations(ConstraintViolationException failure) {
        return failure.getConstraintViolations().stream()
                .map(v -> new FieldError(snakeCase(v.getPropertyPath().toString()), v.getMessage()))
                .toList();
    }

    private static String message(MessageSourceResolvable error) {
        String message = error.getDefaultMessage();
        return message == null ? "is not valid" : message;
    }

    private static String mismatch(TypeMismatchException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BadValueException e) {
                return e.reason();
            }
        }
        return expected(failure.getRequiredType());
    }

    static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "is not valid";
        }
        if (type.isEnum()) {
            return "must be one of " + String.join(", ", WireNames.of(type));
        }
        if (type == int.class || type == long.class || Number.class.isAssignableFrom(type)) {
            return "must be a number within its range";
        }
        return type == boolean.class || type == Boolean.class ? "must be true or false" : "is not valid";
    }

    /** What Spring itself refuses, in our words: its own details repeat what was sent. */
    private static Problem known(ErrorResponse failure) {
        HttpStatus status = HttpStatus.resolve(failure.getStatusCode().value());
        if (status == null || status.is5xxServerError()) {
            return status == HttpStatus.SERVICE_UNAVAILABLE
                    ? Problem.unavailable("The service is not available at the moment")
                    : unexpected();
        }
        String detail = switch (failure) {
            case HttpRequestMethodNotSupportedException e ->
                "This resource doesn't offer that method"
                        + (e.getSupportedHttpMethods() == null ? "" : ", only " + e.getSupportedHttpMethods());
            case HttpMediaTypeException e ->
                status == HttpStatus.NOT_ACCEPTABLE
                        ? "This resource is only available as " + e.getSupportedMediaTypes()
                        : "This resource takes " + e.getSupportedMediaTypes();
            default -> detail(status);
        };
        Map<String, String> headers = new LinkedHashMap<>();
        failure.getHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return new Problem(status, detail, List.of(), headers);
    }

    /** A sentence for a status of which nothing more is known. */
    static String detail(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> "The request is not valid";
            case UNAUTHORIZED -> "A valid bearer token is required";
            case FORBIDDEN -> "The token doesn't allow this";
            case NOT_FOUND -> "There is no such resource";
            case CONTENT_TOO_LARGE -> "The request body is too large";
            case URI_TOO_LONG -> "The address is too long";
            case REQUEST_HEADER_FIELDS_TOO_LARGE -> "The request's headers are too large";
            default -> status.is5xxServerError() ? "Something went wrong on our side" : status.getReasonPhrase();
        };
    }

    /** {@code reminders[0].remindAt} → {@code reminders[0].remind_at}. */
    static String snakeCase(String path) {
        StringBuilder snake = new StringBuilder(path.length() + 4);
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (Character.isUpperCase(c)) {
                if (i > 0 && Character.isLetterOrDigit(path.charAt(i - 1))) {
                    snake.append('_');
                }
                snake.append(Character.toLowerCase(c));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }
}
