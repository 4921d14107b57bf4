package io.taskstream.api.problem;

import java.util.Optional;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

/** A database that is down or busy is worth another attempt; nothing was written. */
final class DatabaseProblems implements ProblemMapping {

    @Override
    public Optional<Problem> map(Throwable failure) {
        return switch (failure) {
            case OptimisticLockingFailureException e ->
                Optional.of(Problem.of(HttpStatus.CONFLICT, "It was changed at the same time; read it and try again"));
            case CannotCreateTransactionException e -> unavailable();
            case DataAccessResourceFailureException e -> unavailable();
            case TransientDataAccessException e -> unavailable();
            case TransactionTimedOutException e -> unavailable();
            default -> Optional.empty();
        };
    }

    private static Optional<Problem> unavailable() {
        return Optional.of(
                Problem.unavailable("The service can't reach its data at the moment; nothing was changed, try again"));
    }
}
