package io.taskstream.notification.webhooks.http;

import io.taskstream.api.problem.BadValueException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.stereotype.Component;

/**
 * Where webhooks may go: over https to the public internet, and besides to what this installation permits.
 *
 * <p>A URL is looked at twice. When it is given, only what needs no network: its form, and addresses written out. Where
 * a name leads is looked up by each attempt, which then connects to just those addresses: between check and use there
 * is no second lookup that could answer otherwise.
 */
@Component
public class Destinations {
    /** Characters of a URL, at most. */
    public static final int LONGEST = 2_000;

    private static final int MAX_PORT = 65_535;
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern LOCAL = Pattern.compile("(?i)(?:.*\\.)?(?:localhost|local|internal)\\.?");
    /** Other spellings of addresses: not everybody reads 0177.0.0.1, 0x7f000001 or [fe80::1%eth0] alike. */
    private static final Pattern LIKE_AN_ADDRESS = Pattern.compile("(?i)\\[.*|(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)\\.?");

    private final HostNames names;
    private final Set<String> permittedHosts;
    private final InetAddressFilter permittedAddresses;

    /** @param allowPrivate addresses, networks (10.0.0.0/8) and host names that are permitted besides, over http too */
    @Autowired
    Destinations(@Value("${taskstream.notification.webhooks.allow-private:}") List<String> allowPrivate) {
        this(allowPrivate, InetAddress::getAllByName);
    }

    Destinations(List<String> allowPrivate, HostNames names) {
        this.names = names;
        List<String> networks =
                allowPrivate.stream().filter(Destinations::isNetwork).toList();
        this.permittedAddresses =
                networks.isEmpty() ? InetAddressFilter.none() : InetAddressFilter.of(networks.toArray(String[]::new));
        this.permittedHosts = allowPrivate.stream()
                .filter(entry -> !isNetwork(entry))
                .map(entry -> entry.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isNetwork(String entry) {
        return literal(entry.replaceFirst("/\\d{1,3}$", "")) != null;
    }

    /**
     * The URL, if it is one to which webhooks may go as far as can be seen without the DNS.
     *
     * @throws BadValueException otherwise
     */
    public URI check(String url) {
        URI uri = parse(url);
        String host = uri.getHost();
        InetAddress address = literal(host);
        boolean plain = address != null && (host.startsWith("[") || host.equals(address.getHostAddress()));
        if (!plain && LIKE_AN_ADDRESS.matcher(host).matches()) {
            throw new BadValueException("must have a host name, or an address such as 192.0.2.1 or [2001:db8::1]");
        }
        boolean permitted = permits(host, address);
        if (!"https".equalsIgnoreCase(uri.getScheme()) && !("http".equalsIgnoreCase(uri.getScheme()) && permitted)) {
            throw new BadValueException("must begin with https://");
        }
        if (!permitted && (address == null ? LOCAL.matcher(host).matches() : !PublicAddresses.include(address))) {
            throw new BadValueException("must lead to the public internet");
        }
        return uri;
    }

    /** The host of a checked URL, in lower case. */
    public static String host(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    private static URI parse(String url) {
        if (url.length() > LONGEST) {
            throw new BadValueException("must have at most " + LONGEST + " characters");
        }
        if (!PRINTABLE.matcher(url).matches()) {
            throw new BadValueException(
                    "must be printable ASCII: international names begin with xn--, everything else is %-encoded");
        }
        try {
            URI uri = new URI(url);
            // without a host it may still have an authority: 0x7f.1, 2130706433 and the like are no host names
            if (uri.getHost() == null || uri.isOpaque()) {
                throw new BadValueException("must be a URL with a host name, such as https://example.com/hook");
            }
            if (uri.getRawUserInfo() != null) {
                throw new BadValueException("must hold no user and no password: verify signatures instead");
            }
            if (uri.getRawFragment() != null) {
                throw new BadValueException("must have no fragment (#…)");
            }
            if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
                throw new BadValueException("must have a port from 1 to " + MAX_PORT + ", or none");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new BadValueException("must be a URL, such as https://example.com/hook");
        }
    }

    /**
     * The addresses of a host, all of which are permitted.
     *
     * @throws NotPublicException if one of them isn't: then no other may be used either
     */
    InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        boolean permitted = permittedHosts.contains(host.toLowerCase(Locale.ROOT));
        if (!permitted
                && !Arrays.stream(addresses)
                        .allMatch(address -> PublicAddresses.include(address) || permittedAddresses.matches(address))) {
            throw new NotPublicException();
        }
        return addresses;
    }

    private boolean permits(String host, @Nullable InetAddress address) {
        return permittedHosts.contains(host.toLowerCase(Locale.ROOT))
                || (address != null && permittedAddresses.matches(address));
    }

    /** The address that is written there; null for a name. Never asks the DNS. */
    private static @Nullable InetAddress literal(String host) {
        try {
            return InetAddress.ofLiteral(
                    host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
