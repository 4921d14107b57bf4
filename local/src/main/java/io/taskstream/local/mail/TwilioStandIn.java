package io.taskstream.local.mail;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.taskstream.local.home.DataDirectory;
import io.taskstream.local.home.Installation;
import io.taskstream.local.home.Ports;
import io.taskstream.local.process.Component;
import io.taskstream.local.process.ComponentState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes short messages in the place of Twilio. The sidecar's component knows no other address than Twilio's, so it is
 * given a proxy that leads here, and a certificate to trust.
 */
public final class TwilioStandIn implements Component {
    public static final String NAME = "twilio";
    private static final Logger LOG = LoggerFactory.getLogger(TwilioStandIn.class);
    private static final String ACCOUNT = "AC00000000000000000000000000000000";
    private static final String FROM = "+15005550006";
    private static final String TOKEN = "twilio/token";

    private final Installation installation;
    private final TwilioMessages messages;
    private volatile CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile @Nullable Running running;

    public TwilioStandIn(Installation installation) {
        this.installation = installation;
        this.messages = new TwilioMessages(ACCOUNT, installation.secrets().of(TOKEN), installation.clock());
    }

    /** What makes a sidecar speak to it. Go takes the certificates of the folder in addition to the system's. */
    public static Map<String, String> variables(Installation installation) {
        return Map.of(
                "TWILIO_ACCOUNT_SID",
                ACCOUNT,
                "TWILIO_AUTH_TOKEN",
                installation.secrets().of(TOKEN),
                "TWILIO_FROM_NUMBER",
                FROM,
                "HTTPS_PROXY",
                "http://127.0.0.1:" + installation.ports().twilio(),
                "SSL_CERT_DIR",
                installation.data().twilioCertificates().toString());
    }

    List<CaughtSms> list(Predicate<CaughtSms> wanted) {
        return messages.list(wanted);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public synchronized void start() {
        if (running != null) {
            return;
        }
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        ready = outcome;
        Thread.ofPlatform().name(NAME).daemon().start(() -> {
            try {
                listen();
                outcome.complete(null);
            } catch (IOException | GeneralSecurityException | RuntimeException e) {
                outcome.completeExceptionally(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                outcome.completeExceptionally(e);
            }
        });
    }

    private synchronized void listen() throws IOException, GeneralSecurityException, InterruptedException {
        DataDirectory data = installation.data();
        Ports ports = installation.ports();
        SSLContext tls = TwilioCertificate.loadOrCreate(
                data.twilioKeys(),
                data.twilioCertificates(),
                installation.secrets().of("twilio/keystore"));
        ExecutorService threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().name(NAME + "-", 1).daemon().factory());
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(threads);
        server.createContext("/", messages);
        Tunnel tunnel = Tunnel.open(ports.twilio(), TwilioCertificate.HOST + ":443", server.getAddress(), threads);
        server.start();
        running = new Running(server, tunnel, threads);
        LOG.info("short messages to {} are caught", TwilioCertificate.HOST);
    }

    @Override
    public synchronized void stop() {
        Running stopping = running;
        if (stopping != null) {
            stopping.tunnel().close();
            stopping.server().stop(0);
            stopping.threads().shutdownNow();
            running = null;
        }
    }

    @Override
    public CompletableFuture<Void> ready() {
        return ready;
    }

    @Override
    public ComponentState state() {
        if (running != null) {
            return ComponentState.READY;
        }
        if (ready.isCompletedExceptionally()) {
            return ComponentState.FAILED;
        }
        return ComponentState.STOPPED;
    }

    @Override
    public Optional<ProcessHandle> process() {
        return running == null ? Optional.empty() : Optional.of(ProcessHandle.current());
    }

    @Override
    public List<Integer> ports() {
        return List.of(installation.ports().twilio());
    }

    private record Running(HttpsServer server, Tunnel tunnel, ExecutorService threads) {}
}
