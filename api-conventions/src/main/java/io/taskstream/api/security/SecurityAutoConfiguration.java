package io.taskstream.api.security;

import io.taskstream.api.argument.Argument;
import io.taskstream.api.problem.ProblemWriter;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Makes a service a resource server: every path needs a token, except the few that are open. */
@AutoConfiguration(before = {OAuth2ResourceServerAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class})
@EnableConfigurationProperties(SecurityProperties.class)
public class SecurityAutoConfiguration {
    /** Probes and metrics; what only the sidecar calls is guarded by its own token; error answers. */
    private static final List<String> OPEN = List.of(
            "/livez",
            "/readyz",
            "/actuator/health/**",
            "/actuator/info",
            "/actuator/prometheus",
            "/dapr/**",
            "/actors/**",
            "/error");

    @Bean
    JwtDecoder jwtDecoder(SecurityProperties properties, Clock clock) {
        return new TokenDecoder(
                properties, new IssuerKeys(properties.requiredIssuer(), properties.jwksUri(), clock), clock);
    }

    /** Without any filter that reads tokens: a stale one must not fail a probe. */
    @Bean
    @Order(1)
    SecurityFilterChain openPaths(HttpSecurity http, SecurityProperties properties) throws Exception {
        List<String> patterns = new java.util.ArrayList<>(OPEN);
        patterns.addAll(properties.openPaths());
        return bare(http)
                .securityMatcher(new OrRequestMatcher(patterns.stream()
                        .<RequestMatcher>map(PathPatternRequestMatcher::pathPattern)
                        .toList()))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain api(HttpSecurity http, JwtDecoder decoder, ProblemWriter writer) throws Exception {
        SecurityProblems problems = new SecurityProblems(writer);
        return bare(http)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(server -> server.bearerTokenResolver(new BearerTokens())
                        .jwt(jwt -> jwt.decoder(decoder))
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems)
                        .withObjectPostProcessor(failingWith(problems)))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .addFilterBefore(new UserInLogs(), AuthorizationFilter.class)
                .build();
    }

    /** Spring would rethrow an unreachable issuer as a 500. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> failingWith(SecurityProblems problems) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(problems);
                return filter;
            }
        };
    }

    /** Nothing of browsers and sessions: tokens come in a header, so there is nothing to forge. */
    private static HttpSecurity bare(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(Customizer.withDefaults());
    }

    @Bean
    HttpFirewall httpFirewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderValues(new PrintableHeaders());
        return firewall;
    }

    /** A span for each security filter tells nothing and costs much. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    WebMvcConfigurer callerArguments() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new Argument<>(Caller.class, (request, _) -> named(Caller.of(request))));
                resolvers.add(new Argument<>(Operator.class, (_, _) -> Operator.current()));
            }

            private static Caller named(Caller caller) {
                UserInLogs.name(caller.userId());
                return caller;
            }
        };
    }
}
