package io.taskstream.cluster.real;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * The API of a service's sidecar.
 *
 * @param address where it is
 * @param token what the service shows it
 */
record Sidecar(String address, String token) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Tries to publish an event; gives the answer's status. */
    int publish(String topic) throws IOException, InterruptedException {
        return status(request("/v1.0/publish/pubsub/" + topic)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
    }

    /** Asks for a secret of the components' store; gives the answer's status. */
    int secret(String name) throws IOException, InterruptedException {
        return status(request("/v1.0/secrets/secrets/" + name).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .header("dapr-api-token", token)
                .timeout(Duration.ofSeconds(20));
    }

    private static int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}
