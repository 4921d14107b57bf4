package io.taskstream.local.cli;

import io.taskstream.local.home.DataDirectory;
import io.taskstream.local.home.PlatformException;
import io.taskstream.local.home.Ports;
import io.taskstream.local.issuer.Clients;
import io.taskstream.local.issuer.DemoUser;
import io.taskstream.local.issuer.Issuer;
import io.taskstream.local.issuer.TokenRequest;
import io.taskstream.local.platform.ControlClient;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "token",
        header = "Prints an access token, and nothing else.",
        description =
                "%nFor a user by the authorization code flow with PKCE, as a browser would get it; for a client by"
                        + " its client credentials. Tokens are valid for an hour.",
        mixinStandardHelpOptions = true)
final class TokenCommand extends PlatformVerb {
    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Holder holder;

    /** Whose token. */
    static final class Holder {
        @Parameters(paramLabel = "USER", description = "alice, bob, carol or operator")
        private @Nullable String user;

        @Option(names = "--client", paramLabel = "CLIENT", description = "chatbot: the backend of a chatbot")
        private @Nullable String client;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        DataDirectory directory = data.find();
        Ports ports = new Ports(ControlClient.connect(directory).running().portOffset());
        TokenRequest request = new TokenRequest(ports.issuerUri());
        String token = holder.client != null
                ? clientToken(request, directory, holder.client)
                : userToken(request, String.valueOf(holder.user));
        out().println(token);
        return 0;
    }

    private static String clientToken(TokenRequest request, DataDirectory directory, String client)
            throws IOException, InterruptedException {
        if (!client.equals(Clients.CHATBOT)) {
            throw new PlatformException("There is no client " + client + ", only " + Clients.CHATBOT + ".");
        }
        return request.forClient(client, Issuer.chatbotSecret(directory.secrets()), Clients.SCOPE_ACT_FOR_USERS);
    }

    static String userToken(TokenRequest request, String name) throws IOException, InterruptedException {
        DemoUser user = DemoUser.named(name)
                .orElseThrow(() -> new PlatformException("There is no user " + name + ", only "
                        + DemoUser.all().stream().map(DemoUser::name).collect(Collectors.joining(", ")) + "."));
        return request.forUser(user);
    }
}
