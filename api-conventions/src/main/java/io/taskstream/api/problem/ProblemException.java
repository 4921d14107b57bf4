package io.taskstream.api.problem;

import org.springframework.http.HttpStatus;

/**
 * Ends a request with a {@link Problem}. It is an answer rather than a fault: it has no stack trace and is not logged.
 */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** 400 for one part of the request; {@code field} as in {@link FieldError#field()}. */
    public static ProblemException badRequest(String field, String message) {
        return new ProblemException(Problem.badRequest(field, message));
    }

    public static ProblemException forbidden(String detail) {
        return new ProblemException(Problem.of(HttpStatus.FORBIDDEN, detail));
    }

    /** 404, also for what belongs to somebody else: {@code what} is a noun such as {@code task}. */
    public static ProblemException notFound(String what) {
        return new ProblemException(Problem.of(HttpStatus.NOT_FOUND, "There is no such " + what));
    }

    /** 409: the request doesn't fit what the resource is now. */
    public static ProblemException conflict(String detail) {
        return new ProblemException(Problem.of(HttpStatus.CONFLICT, detail));
    }
}
