package io.taskstream.notification.channels;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An SMTP server as good or as bad as a test wants it. */
final class MoodySmtpServer implements AutoCloseable {

    /** How it treats the connections that come from now on. */
    enum Mood {
        TAKES_EVERYTHING,
        REFUSES_TO_TALK,
        KNOWS_NO_SUCH_USER,
        ASKS_TO_COME_BACK,
        SAYS_NOTHING,
        STALLS_AFTER_DATA,
        DROPS_IN_THE_MIDDLE_OF_DATA
    }

    /** What it has taken, by the envelope. */
    record Taken(List<String> recipients, String data) {}

    private final ServerSocket listener;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Mood mood = Mood.TAKES_EVERYTHING;

    MoodySmtpServer() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("smtp").start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    void is(Mood next) {
        mood = next;
    }

    List<Taken> taken() {
        return List.copyOf(taken);
    }

    void forget() {
        taken.clear();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open.add(client);
                Thread.ofPlatform().daemon().start(() -> serve(client, mood));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket client, Mood now) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                Writer out = new java.io.OutputStreamWriter(client.getOutputStream(), StandardCharsets.UTF_8)) {
            talk(in, out, now);
        } catch (IOException e) {
            // the other side is gone, or this server is
        } finally {
            open.remove(client);
        }
    }

    private void talk(BufferedReader in, Writer out, Mood now) throws IOException {
        if (now == Mood.SAYS_NOTHING) {
            waitForTheOther(in);
            return;
        }
        say(out, now == Mood.REFUSES_TO_TALK ? "554 5.3.2 No service" : "220 localhost");
        List<String> recipients = new ArrayList<>();
        for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
            switch (line.substring(0, Math.min(4, line.length()))) {
                case "RCPT" -> {
                    recipients.add(line.substring(line.indexOf('<') + 1, line.indexOf('>')));
                    say(out, answerToRecipient(now));
                }
                case "DATA" -> {
                    say(out, "354 Go on");
                    @Nullable String data = data(in, now);
                    if (data == null) {
                        return;
                    }
                    taken.add(new Taken(List.copyOf(recipients), data));
                    say(out, "250 Taken");
                }
                case "QUIT" -> {
                    say(out, "221 Bye");
                    return;
                }
                default -> say(out, "250 localhost");
            }
        }
    }

    private static String answerToRecipient(Mood now) {
        return switch (now) {
            case KNOWS_NO_SUCH_USER -> "550 5.1.1 No such user";
            case ASKS_TO_COME_BACK -> "451 4.7.1 Greylisted, come back later";
            default -> "250 localhost";
        };
    }

    /** The message; null if it isn't taken. */
    private static @Nullable String data(BufferedReader in, Mood now) throws IOException {
        StringBuilder data = new StringBuilder();
        for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
            if (now == Mood.DROPS_IN_THE_MIDDLE_OF_DATA && line.isEmpty()) {
                return null;
            }
            if (line.equals(".")) {
                if (now == Mood.STALLS_AFTER_DATA) {
                    waitForTheOther(in);
                    return null;
                }
                return data.toString();
            }
            data.append(line).append('\n');
        }
        return null;
    }

    private static void waitForTheOther(BufferedReader in) throws IOException {
        while (in.read() >= 0) {
            Thread.onSpinWait();
        }
    }

    private static void say(Writer out, String line) throws IOException {
        out.write(line + "\r\n");
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket client : open) {
            client.close();
        }
    }
}
