package io.taskstream.local.platform;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * How a platform is run.
 *
 * @param services the services to start, by name; the rest of the platform always starts
 * @param traces the base address of a collector that receives OTLP over HTTP; empty if traces go nowhere
 */
public record PlatformOptions(List<String> services, Optional<URI> traces) {}
