package io.taskstream.eventing.dapr;

import io.dapr.client.DaprClient;
import io.dapr.exceptions.DaprException;
import io.taskstream.eventing.trace.CauseTrace;
import java.time.Duration;
import java.util.Map;
import reactor.core.Exceptions;

/**
 * The sidecar's output bindings.
 *
 * @see <a href="https://docs.dapr.io/reference/api/bindings_api/">Dapr: bindings API</a>
 */
public class OutputBindings {
    private final DaprClient dapr;

    public OutputBindings(DaprClient dapr) {
        this.dapr = dapr;
    }

    /**
     * Invokes a binding within the current trace, and waits until what is behind it has answered.
     *
     * @param component the binding's name in {@code components/}
     * @param metadata of this call; a binding may keep what a later call leaves out
     * @param timeout longer than the sidecar's own, so that the sidecar is the one to give up first
     * @return what is behind it has answered; empty if that's nothing, or the binding doesn't hand it on
     * @throws BindingException if it didn't work, or nobody knows whether it did
     */
    public byte[] invoke(
            String component, String operation, Map<String, String> metadata, byte[] body, Duration timeout) {
        String trace = CauseTrace.current();
        try {
            byte[] answer = dapr.invokeBinding(component, operation, body, metadata)
                    .contextWrite(context -> trace == null ? context : context.put("traceparent", trace))
                    .timeout(timeout)
                    .block();
            return answer == null ? new byte[0] : answer;
        } catch (RuntimeException e) {
            Throwable cause = Exceptions.unwrap(e);
            // Dapr's begin with their code
            String kind = cause instanceof DaprException ? "" : cause.getClass().getSimpleName() + ": ";
            throw new BindingException(kind + cause.getMessage(), cause);
        }
    }

    /** An invocation of a binding that failed; whether it took effect all the same is not known. */
    public static final class BindingException extends RuntimeException {
        private static final String MISSING = "couldn't find output binding";

        BindingException(String message, Throwable cause) {
            super(message, cause);
        }

        /** Whether the sidecar has no such component; nothing can have been sent then. */
        public boolean isMissing() {
            return String.valueOf(getMessage()).contains(MISSING);
        }
    }
}
