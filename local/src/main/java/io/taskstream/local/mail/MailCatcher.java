package io.taskstream.local.mail;

import io.taskstream.local.home.Ports;
import io.taskstream.local.process.Component;
import io.taskstream.local.process.ComponentState;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** An SMTP server that accepts every mail and delivers none. */
public final class MailCatcher implements Component {
    public static final String NAME = "mail";
    private static final Logger LOG = LoggerFactory.getLogger(MailCatcher.class);
    private static final int MAX_BYTES = 10 * 1024 * 1024;

    private final Ports ports;
    private final MailStore store;
    private volatile CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile @Nullable SMTPServer server;

    public MailCatcher(Ports ports, MailStore store) {
        this.ports = ports;
        this.store = store;
    }

    public String address() {
        return "127.0.0.1:" + ports.smtp();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public synchronized void start() {
        if (server != null) {
            return;
        }
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        ready = outcome;
        try {
            SMTPServer starting = new SMTPServer.Builder()
                    .bindAddress(InetAddress.getLoopbackAddress())
                    .port(ports.smtp())
                    .hostName("localhost")
                    .softwareName("Taskstream mail catcher")
                    .maxMessageSize(MAX_BYTES)
                    .maxConnections(100)
                    .executorService(Executors.newCachedThreadPool())
                    .messageHandler((context, from, to, message) -> accept(from, to, message))
                    .build();
            starting.start();
            server = starting;
            outcome.complete(null);
        } catch (RuntimeException e) {
            outcome.completeExceptionally(e);
        }
    }

    private void accept(String from, String to, byte[] message) throws RejectException {
        try {
            CaughtMail mail = store.add(from, to, message);
            LOG.info("caught mail {} of {} bytes", mail.id(), message.length);
        } catch (IOException | MessagingException e) {
            LOG.error("A mail could not be kept", e);
            throw new RejectException(451, "The mail could not be kept");
        }
    }

    @Override
    public synchronized void stop() {
        SMTPServer running = server;
        if (running != null) {
            running.stop();
            server = null;
        }
    }

    @Override
    public CompletableFuture<Void> ready() {
        return ready;
    }

    @Override
    public ComponentState state() {
        if (server != null) {
            return ComponentState.READY;
        }
        return ready.isCompletedExceptionally() ? ComponentState.FAILED : ComponentState.STOPPED;
    }

    @Override
    public Optional<ProcessHandle> process() {
        return server == null ? Optional.empty() : Optional.of(ProcessHandle.current());
    }

    @Override
    public List<Integer> ports() {
        return List.of(ports.smtp());
    }
}
