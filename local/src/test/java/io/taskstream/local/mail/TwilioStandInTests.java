package io.taskstream.local.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskstream.local.home.Checkout;
import io.taskstream.local.home.DataDirectory;
import io.taskstream.local.home.Installation;
import io.taskstream.local.home.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Spoken to as daprd does: through the proxy, to Twilio's own name, trusting what is in the folder. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwilioStandInTests {
    @SuppressWarnings("NullAway.Init")
    private Map<String, String> variables;

    @SuppressWarnings("NullAway.Init")
    private TwilioStandIn twilio;

    @SuppressWarnings("NullAway.Init")
    private HttpClient http;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        DataDirectory data = new DataDirectory(folder.resolve("data"));
        data.create();
        Installation installation = Installation.of(Checkout.find(), data, freePorts(), Optional.empty());
        variables = TwilioStandIn.variables(installation);
        twilio = new TwilioStandIn(installation);
        twilio.start();
        twilio.ready().get(60, TimeUnit.SECONDS);
        URI proxy = URI.create(variables.get("HTTPS_PROXY"));
        http = HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort())))
                .sslContext(trusting(Path.of(variables.get("SSL_CERT_DIR"))))
                .build();
    }

    @AfterAll
    void stop() {
        http.close();
        twilio.stop();
    }

    private static SSLContext trusting(Path folder) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                try (InputStream pem = Files.newInputStream(file)) {
                    trusted.setCertificateEntry(
                            file.toString(),
                            CertificateFactory.getInstance("X.509").generateCertificate(pem));
                }
            }
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private HttpResponse<String> send(String token, String form) throws IOException, InterruptedException {
        String account = variables.get("TWILIO_ACCOUNT_SID");
        return http.send(
                HttpRequest.newBuilder(
                                URI.create("https://api.twilio.com/2010-04-01/Accounts/" + account + "/Messages.json"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        (account + ":" + token).getBytes(StandardCharsets.UTF_8)))
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String form) throws IOException, InterruptedException {
        return send(variables.get("TWILIO_AUTH_TOKEN"), form);
    }

    @Test
    void a_message_is_taken_as_twilio_takes_it() throws Exception {
        HttpResponse<String> answer =
                send("To=%2B15550100&From=%2B15005550006&Body=Buy+B%C3%BCcher%0A%F0%9F%9B%92+%26+milk");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body()).contains("\"status\":\"queued\"");
        assertThat(twilio.list(sms -> sms.to().equals("+15550100")))
                .singleElement()
                .satisfies(sms -> {
                    assertThat(sms.body()).isEqualTo("Buy Bücher\n🛒 & milk");
                    assertThat(sms.from()).isEqualTo("+15005550006");
                });
    }

    @Test
    void what_twilio_refuses_is_refused() throws Exception {
        assertThat(send("another-token", "To=%2B15550101&From=%2B1500&Body=x").statusCode())
                .isEqualTo(401);
        assertThat(send("To=%2B15005550001&From=%2B15005550006&Body=x").body()).contains("21211");
        assertThat(send("To=5550101&From=%2B15005550006&Body=x").statusCode()).isEqualTo(400);
        assertThat(send("To=%2B15550101&From=%2B15005550006&Body=").statusCode())
                .isEqualTo(400);
        assertThat(twilio.list(sms -> sms.to().equals("+15550101"))).isEmpty();
    }

    @Test
    void the_proxy_leads_nowhere_else() {
        assertThatThrownBy(() -> http.send(
                        HttpRequest.newBuilder(URI.create("https://example.com/"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    private static Ports freePorts() throws IOException {
        for (int offset = 3000; ; offset++) {
            Ports ports = new Ports(offset);
            try (ServerSocket socket = new ServerSocket(ports.twilio(), 1, InetAddress.getLoopbackAddress())) {
                if (socket.isBound()) {
                    return ports;
                }
            } catch (IOException e) {
                // taken: try the next
                continue;
            }
        }
    }
}
