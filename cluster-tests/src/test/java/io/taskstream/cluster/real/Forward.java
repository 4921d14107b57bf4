package io.taskstream.cluster.real;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** A port of a pod, reachable here while it is open. */
record Forward(Process process, int port) implements AutoCloseable {
    static Forward open(String deployment, int port, int remote) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "kubectl",
                        "-n",
                        Installation.NAMESPACE,
                        "port-forward",
                        "deployment/" + deployment,
                        port + ":" + remote)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        for (int i = 0; i < 100; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
                return new Forward(process, port);
            } catch (IOException e) {
                Thread.sleep(200);
            }
        }
        process.destroy();
        throw new IOException("No connection to " + deployment);
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
