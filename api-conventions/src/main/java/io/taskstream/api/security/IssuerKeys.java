package io.taskstream.api.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's public keys, found and fetched when the first token comes, so that a service starts while the issuer is
 * down. Kept for minutes, and for hours if the issuer can't be reached by then.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {
    private static final int TIMEOUT_MS = 2_000;
    private static final int MAX_BYTES = 256 * 1024;
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration REFRESH_WAIT = Duration.ofSeconds(5);
    private static final Duration KEPT_IN_OUTAGE = Duration.ofHours(4);

    /** How often an unknown key id may make us ask again; else anybody could have us flood the issuer. */
    private static final Duration MIN_INTERVAL = Duration.ofSeconds(10);

    /** After a failed discovery the next one waits; until then requests are refused at once. */
    private static final Duration DISCOVERY_PAUSE = Duration.ofSeconds(1);

    private final String issuer;
    private final @Nullable URI jwksUri;
    private final Clock clock;
    private final DefaultResourceRetriever retriever = new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, MAX_BYTES);

    private volatile @Nullable JWKSource<SecurityContext> found;
    private Instant nextDiscovery = Instant.MIN;

    IssuerKeys(String issuer, @Nullable URI jwksUri, Clock clock) {
        this.issuer = issuer;
        this.jwksUri = jwksUri;
        this.clock = clock;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        JWKSource<SecurityContext> source = found;
        return (source == null ? discover() : source).get(selector, context);
    }

    private synchronized JWKSource<SecurityContext> discover() throws RemoteKeySourceException {
        JWKSource<SecurityContext> source = found;
        if (source != null) {
            return source;
        }
        Instant now = clock.instant();
        if (now.isBefore(nextDiscovery)) {
            throw new RemoteKeySourceException("The issuer could not be reached a moment ago", null);
        }
        try {
            source = JWKSourceBuilder.create(location().toURL(), retriever)
                    .cache(KEPT.toMillis(), REFRESH_WAIT.toMillis())
                    .refreshAheadCache(false)
                    .rateLimited(MIN_INTERVAL.toMillis())
                    .retrying(true)
                    .outageTolerant(KEPT_IN_OUTAGE.toMillis())
                    .build();
            found = source;
            return source;
        } catch (IOException | ParseException | IllegalArgumentException e) {
            nextDiscovery = now.plus(DISCOVERY_PAUSE);
            throw new RemoteKeySourceException("The issuer's discovery document can't be read: " + e, e);
        }
    }

    private URI location() throws IOException, ParseException {
        if (jwksUri != null) {
            return jwksUri;
        }
        String document = retriever.retrieveResource(discovery().toURL()).getContent();
        String uri = JSONObjectUtils.getString(JSONObjectUtils.parse(document), "jwks_uri");
        if (uri == null) {
            throw new IOException("It names no jwks_uri");
        }
        return URI.create(uri);
    }

    private URI discovery() throws MalformedURLException {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return URI.create(base + "/.well-known/openid-configuration");
    }
}
