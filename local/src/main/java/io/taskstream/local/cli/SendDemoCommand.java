package io.taskstream.local.cli;

import io.taskstream.local.home.PlatformException;
import io.taskstream.local.issuer.DemoUser;
import io.taskstream.local.issuer.TokenRequest;
import io.taskstream.local.platform.ControlClient;
import io.taskstream.local.platform.StatusReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "send-demo",
        header = "Creates a task with a reminder and follows it, step by step, until the mail is there.",
        mixinStandardHelpOptions = true)
final class SendDemoCommand extends PlatformVerb {
    @Option(
            names = "--user",
            paramLabel = "USER",
            defaultValue = "alice",
            description = "whose task (default: ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init")
    private String user;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = out();
        StatusReport status = ControlClient.connect(data.find()).status();
        if (!status.ready()) {
            throw new PlatformException("The platform isn't ready yet: ./taskstream status");
        }
        String token = TokenCommand.userToken(new TokenRequest(status.issuer()), user);
        String address = DemoUser.named(user).map(DemoUser::email).orElseThrow();
        long start = System.nanoTime();
        try (HttpClient http = HttpClient.newHttpClient()) {
            new Demo(http, status.gateway(), status.mail().http(), token, address, Clock.systemUTC(), step -> {
                        out.printf(
                                "%s%n",
                                String.format(Locale.ROOT, "%6.2f s  %s", (System.nanoTime() - start) / 1e9, step));
                        out.flush();
                    })
                    .run();
        }
        return 0;
    }
}
