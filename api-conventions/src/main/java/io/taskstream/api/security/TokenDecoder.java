package io.taskstream.api.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Checks signature, type, issuer, audience and expiry. A token that was found good counts as such for a minute, its own
 * expiry aside: checking a signature costs as much as the rest of a small request.
 */
final class TokenDecoder implements JwtDecoder {
    private static final Duration REMEMBERED = Duration.ofSeconds(60);
    private static final int MOST_REMEMBERED = 10_000;

    /** Asymmetric only: whoever can check a token must not be able to make one. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

    private final Cache<String, Jwt> remembered = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    private final NimbusJwtDecoder decoder;
    private final OAuth2TokenValidator<Jwt> timeliness;

    TokenDecoder(SecurityProperties properties, IssuerKeys keys, Clock clock) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWTClaimsSetVerifier((claims, context) -> {}); // the validators below do
        this.timeliness = token -> timely(token, clock, properties.clockSkew());
        this.decoder = new NimbusJwtDecoder(processor);
        this.decoder.setJwtValidator(token -> {
            String issuer = token.getClaimAsString("iss");
            if (!properties.requiredIssuer().equals(issuer)) {
                return refused("The token is of another issuer");
            }
            List<String> audience = token.getAudience();
            if (audience == null || !audience.contains(properties.audience())) {
                return refused("The token is for another audience");
            }
            return timeliness.validate(token);
        });
    }

    /**
     * The token's claims, checked.
     *
     * @throws BadJwtException if the token is not good
     * @throws JwtException if it can't be said, because the issuer can't be reached
     */
    @Override
    public Jwt decode(String token) {
        Jwt known = remembered.getIfPresent(token);
        if (known != null) {
            OAuth2TokenValidatorResult result = timeliness.validate(known);
            if (result.hasErrors()) {
                throw new JwtValidationException("The token has expired", result.getErrors());
            }
            return known;
        }
        Jwt decoded = check(token);
        remembered.put(token, decoded);
        return decoded;
    }

    private Jwt check(String token) {
        try {
            return decoder.decode(token);
        } catch (BadJwtException e) {
            throw e;
        } catch (JwtException e) {
            if (e.getCause() instanceof RateLimitReachedException) {
                throw new BadJwtException("The token's key is unknown", e);
            }
            throw e;
        }
    }

    private static OAuth2TokenValidatorResult timely(Jwt token, Clock clock, Duration skew) {
        Instant now = clock.instant();
        Instant expiry = token.getExpiresAt();
        if (expiry == null || now.minus(skew).isAfter(expiry)) {
            return refused("The token has expired");
        }
        Instant notBefore = token.getNotBefore();
        return notBefore != null && now.plus(skew).isBefore(notBefore)
                ? refused("The token is not valid yet")
                : OAuth2TokenValidatorResult.success();
    }

    private static OAuth2TokenValidatorResult refused(String reason) {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, reason, null));
    }
}
