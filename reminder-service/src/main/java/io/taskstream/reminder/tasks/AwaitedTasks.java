package io.taskstream.reminder.tasks;

import io.taskstream.api.problem.Problem;
import io.taskstream.api.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Finds tasks for people who may be ahead of the events: a task that was just created is waited for, briefly. Between
 * looks nothing is held, neither a transaction nor a connection.
 */
@Component
public class AwaitedTasks {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final TaskViews tasks;
    private final Duration patience;
    private final Semaphore waiters;

    AwaitedTasks(TaskViews tasks, TasksProperties settings) {
        this.tasks = tasks;
        this.patience = settings.patience();
        this.waiters = new Semaphore(settings.maxWaiters());
    }

    /**
     * The user's task. Somebody else's is waited for like one that doesn't exist, so that nobody can tell the two apart.
     *
     * @throws ProblemException with 404 if it doesn't exist, is deleted, or didn't arrive in time
     */
    public TaskView get(long taskId, String userId) {
        TaskView task = tasks.find(taskId, userId)
                .or(() -> await(taskId, userId))
                .orElseThrow(() -> new ProblemException(Problem.of(
                        HttpStatus.NOT_FOUND,
                        "There is no such task; if it was created just now, try again in a moment")));
        if (task.deleted()) {
            throw ProblemException.notFound("task");
        }
        return task;
    }

    private Optional<TaskView> await(long taskId, String userId) {
        if (!waiters.tryAcquire()) {
            return Optional.empty();
        }
        try {
            long start = System.nanoTime();
            Optional<TaskView> task = Optional.empty();
            Duration pause = FIRST_PAUSE;
            while (task.isEmpty() && System.nanoTime() - start + pause.toNanos() < patience.toNanos()) {
                Thread.sleep(pause);
                task = tasks.find(taskId, userId);
                pause = PAUSE;
            }
            return task;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            waiters.release();
        }
    }
}
