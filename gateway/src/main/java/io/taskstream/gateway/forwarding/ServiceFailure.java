package io.taskstream.gateway.forwarding;

import io.taskstream.api.problem.Problem;
import io.taskstream.api.problem.ProblemException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/** What a caller is told when a service gives no answer. */
final class ServiceFailure {
    private static final Logger log = LoggerFactory.getLogger(ServiceFailure.class);
    private static final String UNKNOWN_OUTCOME =
            "whether a change was made is not known; with an Idempotency-Key the same request can safely be sent again";

    private ServiceFailure() {}

    static ProblemException of(String service, IOException failure) {
        Problem problem = problem(service, failure);
        log.warn(
                "{} gave no answer, told the caller {}: {}",
                service,
                problem.status().value(),
                failure.toString());
        return new ProblemException(problem);
    }

    private static Problem problem(String service, IOException failure) {
        return switch (failure) {
            case ConnectTimeoutException e -> unreachable(service);
            case ConnectionRequestTimeoutException e -> unreachable(service);
            case ConnectException e -> unreachable(service);
            case NoRouteToHostException e -> unreachable(service);
            case UnknownHostException e -> unreachable(service);
            case InterruptedIOException e -> // socket timeouts are its subclass
                Problem.of(HttpStatus.GATEWAY_TIMEOUT, service + " didn't answer in time; " + UNKNOWN_OUTCOME);
            case ClientProtocolException e ->
                Problem.of(HttpStatus.BAD_GATEWAY, service + " answered something that isn't HTTP");
            default -> Problem.unavailable(service + " broke the connection; " + UNKNOWN_OUTCOME);
        };
    }

    private static Problem unreachable(String service) {
        return Problem.unavailable(service + " can't be reached at the moment; nothing was changed, try again");
    }
}
