package io.taskstream.api.security;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of {@code taskstream} about tokens.
 *
 * @param issuer who signs the tokens: exactly the {@code iss} of its tokens, also the base of its discovery document
 * @param audience what a token's {@code aud} must contain
 * @param jwksUri where the issuer's keys are, if not where its discovery document says; for an issuer whose public
 *     address can't be reached from inside
 * @param clockSkew by how much clocks may differ
 * @param openPaths patterns of paths that need no token, besides probes and metrics
 */
@ConfigurationProperties("taskstream")
record SecurityProperties(
        @Nullable String issuer,
        @DefaultValue("taskstream") String audience,
        @Nullable URI jwksUri,
        @DefaultValue("30s") Duration clockSkew,
        @DefaultValue List<String> openPaths) {

    SecurityProperties {
        if (issuer == null || issuer.isBlank()) {
            throw new IllegalArgumentException(
                    "taskstream.issuer is not set: set TASKSTREAM_ISSUER to the issuer of the access tokens, such as http://localhost:9000");
        }
    }

    String requiredIssuer() {
        return java.util.Objects.requireNonNull(issuer);
    }
}
