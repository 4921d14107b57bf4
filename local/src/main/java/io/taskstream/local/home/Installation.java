package io.taskstream.local.home;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/**
 * What the components of one platform share.
 *
 * @param java the JVM that runs those of them that are Java programs
 * @param traces the base address of a collector that receives OTLP over HTTP; empty if traces go nowhere
 */
public record Installation(
        Checkout checkout,
        CacheDirectory cache,
        DataDirectory data,
        Ports ports,
        Secrets secrets,
        String java,
        Optional<URI> traces,
        Clock clock) {
    /** The installation on a data directory, run by the JVM that runs this program. */
    public static Installation of(Checkout checkout, DataDirectory data, Ports ports, Optional<URI> traces) {
        return new Installation(
                checkout,
                CacheDirectory.ofUser(),
                data,
                ports,
                data.secrets(),
                ProcessHandle.current().info().command().orElse("java"),
                traces,
                Clock.systemUTC());
    }
}
