package io.taskstream.local.issuer;

import com.nimbusds.jose.jwk.JWKSet;
import io.taskstream.local.home.Installation;
import io.taskstream.local.home.Secrets;
import io.taskstream.local.mail.MailPageConfiguration;
import io.taskstream.local.mail.MailStore;
import io.taskstream.local.mail.TwilioStandIn;
import io.taskstream.local.process.Component;
import io.taskstream.local.process.ComponentState;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** The web server of the launcher: the issuer, and beside it the mail catcher's pages and the stand-in of ntfy. */
public final class Issuer implements Component {
    public static final String NAME = "issuer";
    private static final Logger LOG = LoggerFactory.getLogger(Issuer.class);

    private final Installation installation;
    private final MailStore mails;
    private final TwilioStandIn twilio;

    private volatile ComponentState state = ComponentState.STOPPED;
    private volatile CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile @Nullable ConfigurableApplicationContext context;

    public Issuer(Installation installation, MailStore mails, TwilioStandIn twilio) {
        this.installation = installation;
        this.mails = mails;
        this.twilio = twilio;
    }

    /** The secret of the client {@link Clients#CHATBOT}. */
    public static String chatbotSecret(Secrets secrets) {
        return secrets.of("issuer/" + Clients.CHATBOT);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public synchronized void start() {
        if (state != ComponentState.STOPPED && state != ComponentState.FAILED) {
            return;
        }
        state = ComponentState.STARTING;
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        ready = outcome;
        Thread.ofPlatform().name(NAME).daemon().start(() -> run(outcome));
    }

    private void run(CompletableFuture<Void> outcome) {
        try {
            JWKSet keys = SigningKeys.loadOrCreate(installation.data().signingKeys());
            context = new SpringApplicationBuilder(WebServer.class)
                    .bannerMode(Banner.Mode.OFF)
                    // the launcher ends things in its own order
                    .registerShutdownHook(false)
                    .logStartupInfo(false)
                    .properties(Map.of(
                            "server.address",
                            "127.0.0.1",
                            "server.port",
                            Integer.toString(installation.ports().issuer()),
                            // cookies don't know ports: keep apart from other servers on localhost
                            "server.servlet.session.cookie.name",
                            "TASKSTREAM_ISSUER",
                            "server.tomcat.threads.max",
                            "20",
                            "spring.jmx.enabled",
                            "false"))
                    .initializers(starting -> {
                        GenericApplicationContext beans = (GenericApplicationContext) starting;
                        beans.registerBean(JWKSet.class, () -> keys);
                        beans.registerBean(MailStore.class, () -> mails);
                        beans.registerBean(TwilioStandIn.class, () -> twilio);
                        beans.registerBean(Clock.class, installation::clock);
                        beans.registerBean(
                                IssuerSettings.class,
                                () -> new IssuerSettings(
                                        installation.ports().issuerUri(), chatbotSecret(installation.secrets())));
                    })
                    .run();
            state = ComponentState.READY;
            outcome.complete(null);
        } catch (Exception e) {
            LOG.error("The issuer did not start", e);
            state = ComponentState.FAILED;
            outcome.completeExceptionally(e);
        }
    }

    @Override
    public synchronized void stop() {
        ConfigurableApplicationContext running = context;
        if (running != null) {
            state = ComponentState.STOPPING;
            running.close();
            context = null;
        }
        state = ComponentState.STOPPED;
    }

    @Override
    public CompletableFuture<Void> ready() {
        return ready;
    }

    @Override
    public ComponentState state() {
        return state;
    }

    @Override
    public Optional<ProcessHandle> process() {
        return state == ComponentState.READY ? Optional.of(ProcessHandle.current()) : Optional.empty();
    }

    @Override
    public List<Integer> ports() {
        return List.of(installation.ports().issuer());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({IssuerConfiguration.class, MailPageConfiguration.class})
    static class WebServer {}
}
