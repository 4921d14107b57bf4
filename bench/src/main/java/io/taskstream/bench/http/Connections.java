package io.taskstream.bench.http;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** As many connections to one server as there are requests at the same time. */
public final class Connections implements AutoCloseable {
    private final URI server;
    private final ConcurrentLinkedDeque<HttpConnection> idle = new ConcurrentLinkedDeque<>();

    public Connections(URI server) {
        this.server = server;
    }

    public HttpAnswer exchange(byte[] request) throws IOException {
        @Nullable HttpConnection connection = idle.poll();
        if (connection == null) {
            connection = new HttpConnection(server);
        }
        HttpAnswer answer = connection.exchange(request);
        idle.push(connection);
        return answer;
    }

    @Override
    public void close() throws IOException {
        for (HttpConnection connection : idle) {
            connection.close();
        }
    }
}
