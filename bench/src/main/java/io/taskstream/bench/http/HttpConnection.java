package io.taskstream.bench.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection, kept alive as long as the server likes. It reads just enough of HTTP for the platform's own
 * servers, and so costs a few microseconds where a full client costs a hundred.
 */
final class HttpConnection implements AutoCloseable {
    private static final int READ_TIMEOUT_MS = 30_000;

    private final InetAddress host;
    private final int port;
    private final byte[] buffer = new byte[16 * 1024];
    private @Nullable Socket socket;
    private int position;
    private int limit;

    HttpConnection(URI server) throws IOException {
        this.host = InetAddress.getByName(server.getHost());
        this.port = server.getPort();
    }

    /** Sends a request, connecting first if need be, and waits for the whole answer. */
    HttpAnswer exchange(byte[] request) throws IOException {
        Socket open = socket;
        if (open == null) {
            open = new Socket(host, port);
            open.setTcpNoDelay(true);
            open.setSoTimeout(READ_TIMEOUT_MS);
            socket = open;
            position = 0;
            limit = 0;
        }
        try {
            open.getOutputStream().write(request);
            return read(open.getInputStream());
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private HttpAnswer read(InputStream in) throws IOException {
        String statusLine = line(in);
        int status = Integer.parseInt(statusLine, 9, 12, 10);
        int length = 0;
        boolean chunked = false;
        boolean last = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (is(header, "content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (is(header, "transfer-encoding:")) {
                chunked = true;
            } else if (is(header, "connection:")) {
                last = header.substring(11).strip().equalsIgnoreCase("close");
            }
        }
        byte[] body = chunked ? chunks(in) : bytes(in, length);
        if (last) {
            close();
        }
        return new HttpAnswer(status, body);
    }

    private byte[] chunks(InputStream in) throws IOException {
        byte[] body = new byte[0];
        while (true) {
            int size = Integer.parseInt(line(in).strip(), 16);
            byte[] chunk = bytes(in, size);
            line(in);
            if (size == 0) {
                return body;
            }
            int before = body.length;
            body = Arrays.copyOf(body, before + size);
            System.arraycopy(chunk, 0, body, before, size);
        }
    }

    private byte[] bytes(InputStream in, int count) throws IOException {
        byte[] bytes = new byte[count];
        int done = Math.min(count, limit - position);
        System.arraycopy(buffer, position, bytes, 0, done);
        position += done;
        while (done < count) {
            int read = in.read(bytes, done, count - done);
            if (read < 0) {
                throw new EOFException("The server closed the connection within its answer");
            }
            done += read;
        }
        return bytes;
    }

    private String line(InputStream in) throws IOException {
        int start = position;
        while (true) {
            for (; position < limit; position++) {
                if (buffer[position] == '\n') {
                    int end = position > start && buffer[position - 1] == '\r' ? position - 1 : position;
                    position++;
                    return new String(buffer, start, end - start, StandardCharsets.ISO_8859_1);
                }
            }
            if (start > 0) {
                System.arraycopy(buffer, start, buffer, 0, limit - start);
                position -= start;
                limit -= start;
                start = 0;
            }
            if (limit == buffer.length) {
                throw new IOException("The server sent a header line of more than " + buffer.length + " bytes");
            }
            int read = in.read(buffer, limit, buffer.length - limit);
            if (read < 0) {
                throw new EOFException("The server closed the connection");
            }
            limit += read;
        }
    }

    private static boolean is(String header, String name) {
        return header.regionMatches(true, 0, name, 0, name.length());
    }

    @Override
    public void close() throws IOException {
        Socket open = socket;
        socket = null;
        if (open != null) {
            open.close();
        }
    }
}
