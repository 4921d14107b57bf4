package io.taskstream.local.mail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP proxy that leads to one address, whatever that is called, and nowhere else.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-connect">RFC 9110, 9.3.6: CONNECT</a>
 */
final class Tunnel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tunnel.class);
    private static final int LONGEST_HEAD = 8 * 1024;

    private final ServerSocket listener;
    private final String host;
    private final InetSocketAddress target;
    private final ExecutorService threads;

    private Tunnel(ServerSocket listener, String host, InetSocketAddress target, ExecutorService threads) {
        this.listener = listener;
        this.host = host;
        this.target = target;
        this.threads = threads;
    }

    /** @param host the only host and port that it connects to, as clients name them */
    static Tunnel open(int port, String host, InetSocketAddress target, ExecutorService threads) throws IOException {
        Tunnel tunnel = new Tunnel(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()), host, target, threads);
        threads.execute(tunnel::accept);
        return tunnel;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    LOG.warn("A connection could not be accepted", e);
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            String asked = head(in).lines().findFirst().orElse("");
            if (!asked.startsWith("CONNECT " + host + " ")) {
                LOG.warn("only {} can be reached through here, not: {}", host, asked);
                out.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                return;
            }
            try (Socket server = new Socket(target.getAddress(), target.getPort())) {
                out.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                threads.execute(() -> pump(server, client));
                in.transferTo(server.getOutputStream());
            }
        } catch (IOException e) {
            LOG.debug("a tunnel ended", e);
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            LOG.debug("a tunnel ended", e);
        }
    }

    /** Up to the empty line and not a byte further: what follows belongs to the other end. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < LONGEST_HEAD && head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            LOG.warn("The tunnel's port could not be given back", e);
        }
    }
}
