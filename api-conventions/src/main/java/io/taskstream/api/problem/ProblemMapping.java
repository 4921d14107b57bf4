package io.taskstream.api.problem;

import java.util.Optional;

/** Knows which problem certain exceptions mean; asked before the general rules, in bean order. */
@FunctionalInterface
public interface ProblemMapping {

    /** The problem, or empty for an exception that isn't this mapping's. */
    Optional<Problem> map(Throwable failure);
}
