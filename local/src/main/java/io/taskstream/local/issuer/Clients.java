package io.taskstream.local.issuer;

import java.time.Duration;
import java.util.UUID;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The clients that the issuer knows. */
public final class Clients {
    /** The launcher, for a person at a terminal. */
    public static final String CLI = "taskstream-cli";

    /** A loopback address on any port is accepted (RFC 8252, 7.3); nothing needs to listen there. */
    public static final String CLI_REDIRECT = "http://127.0.0.1/callback";

    /** The backend of a chatbot, which names the user it acts for. */
    public static final String CHATBOT = "chatbot";

    public static final String SCOPE_TASKS = "tasks";
    public static final String SCOPE_OPERATOR = "operator";
    public static final String SCOPE_ACT_FOR_USERS = "act_for_users";

    private static final TokenSettings TOKENS =
            TokenSettings.builder().accessTokenTimeToLive(Duration.ofHours(1)).build();

    private Clients() {}

    static RegisteredClient cli() {
        return RegisteredClient.withId(UUID.randomUUID().toString())
                .clientId(CLI)
                .clientName("Taskstream on the command line")
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(CLI_REDIRECT)
                .scope("openid")
                .scope(SCOPE_TASKS)
                .scope(SCOPE_OPERATOR)
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .tokenSettings(TOKENS)
                .build();
    }

    static RegisteredClient chatbot(String secret) {
        return RegisteredClient.withId(UUID.randomUUID().toString())
                .clientId(CHATBOT)
                .clientName("A chatbot's backend")
                .clientSecret("{noop}" + secret)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope(SCOPE_ACT_FOR_USERS)
                .tokenSettings(TOKENS)
                .build();
    }
}
