package io.taskstream.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tells whether a port of this machine is free, and who has it. */
public final class PortOwner {
    private static final String LISTENING = "0A";

    private PortOwner() {}

    /** Whether somebody listens on the port, so that this platform could not. */
    public static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // a connection that lingers from the last run is no obstacle
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** The process that listens on the port, as far as this user may know it. */
    public static Optional<ProcessHandle> find(int port) {
        try {
            Optional<ProcessHandle> owner =
                    Files.isReadable(Path.of("/proc/net/tcp")) ? fromProc(port) : fromLsof(port);
            return owner;
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static Optional<ProcessHandle> fromProc(int port) throws IOException {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            if (Files.isReadable(Path.of(table))) {
                for (String line : Files.readAllLines(Path.of(table))) {
                    inode(line, port).ifPresent(inode -> sockets.add("socket:[" + inode + "]"));
                }
            }
        }
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process.pid(), sockets))
                .findFirst();
    }

    /** The inode of a listening socket in a line such as {@code 0: 0100007F:1F90 00000000:0000 0A … 12345 …}. */
    static Optional<String> inode(String line, int port) {
        String[] fields = line.strip().split("\\s+", -1);
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        boolean listens = fields.length > 9 && fields[1].endsWith(suffix) && fields[3].equals(LISTENING);
        return listens ? Optional.of(fields[9]) : Optional.empty();
    }

    private static boolean holds(long pid, Set<String> sockets) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return descriptors.anyMatch(descriptor -> {
                try {
                    return sockets.contains(Files.readSymbolicLink(descriptor).toString());
                } catch (IOException e) {
                    return false;
                }
            });
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static Optional<ProcessHandle> fromLsof(int port) throws IOException {
        Process lsof = new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = lsof.inputReader().lines()) {
            return lines.findFirst().map(Long::parseLong).flatMap(ProcessHandle::of);
        }
    }
}
