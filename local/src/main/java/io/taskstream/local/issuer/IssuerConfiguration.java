package io.taskstream.local.issuer;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.taskstream.local.mail.NtfyStandIn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;

/** An OpenID provider as the services expect one: what a realm of Keycloak is in a cluster. */
@Configuration(proxyBeanMethods = false)
class IssuerConfiguration {
    /** Every service demands it of a token. */
    private static final String AUDIENCE = "taskstream";

    @Bean
    @Order(1)
    SecurityFilterChain protocol(HttpSecurity http) throws Exception {
        return http.oauth2AuthorizationServer(server -> {
                    http.securityMatcher(server.getEndpointsMatcher());
                    server.oidc(Customizer.withDefaults());
                })
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(failures -> failures.defaultAuthenticationEntryPointFor(
                        new LoginUrlAuthenticationEntryPoint("/login"),
                        new MediaTypeRequestMatcher(MediaType.TEXT_HTML)))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(
                        requests -> requests.requestMatchers("/mail", "/mail/**", NtfyStandIn.PATH, "/error")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                // programs send there, without a session that others could use
                .csrf(csrf -> csrf.ignoringRequestMatchers(NtfyStandIn.PATH))
                // mail of strangers is shown in frames of our own
                .headers(headers -> headers.frameOptions(frames -> frames.sameOrigin()))
                .formLogin(Customizer.withDefaults())
                .build();
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(DemoUser.all().stream()
                .map(user -> User.withUsername(user.name())
                        .password("{noop}" + user.password())
                        .roles("USER")
                        .build())
                .toList());
    }

    @Bean
    RegisteredClientRepository clients(IssuerSettings settings) {
        return new InMemoryRegisteredClientRepository(Clients.cli(), Clients.chatbot(settings.chatbotSecret()));
    }

    @Bean
    JWKSource<SecurityContext> signingKeys(JWKSet keys) {
        return new ImmutableJWKSet<>(keys);
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(IssuerSettings settings) {
        return AuthorizationServerSettings.builder().issuer(settings.uri()).build();
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims() {
        return context -> {
            if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
                Authentication principal = context.getPrincipal();
                Optional<DemoUser> user = principal == null ? Optional.empty() : DemoUser.named(principal.getName());
                context.getClaims().audience(List.of(AUDIENCE));
                context.getClaims().claim("scope", scope(context.getAuthorizedScopes(), user));
                user.ifPresent(holder -> context.getClaims().claim("email", holder.email()));
            }
        };
    }

    /**
     * One string, as RFC 9068 and Keycloak have it. Anybody may ask for the operator's scope; only an operator gets it.
     */
    private static String scope(Set<String> asked, Optional<DemoUser> user) {
        boolean operator = user.map(DemoUser::operator).orElse(false);
        return asked.stream()
                .filter(scope -> operator || !scope.equals(Clients.SCOPE_OPERATOR))
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
