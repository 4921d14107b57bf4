package io.taskstream.notification.webhooks.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.springframework.boot.http.client.InetAddressFilter;

/**
 * The addresses of the public internet: what IANA gave to nobody, to private networks, to a link, to examples or to the
 * translation of other addresses is none of them.
 *
 * <p>IPv4-mapped IPv6 addresses are IPv4 addresses to Java already. Of IPv6 only global unicast (2000::/3) counts, so
 * that what is defined one day doesn't count by itself; NAT64, 6to4 and Teredo addresses, which may lead to private
 * IPv4 ones, don't count either.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry/">IANA: IPv4 special-purpose addresses</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry/">IANA: IPv6 special-purpose addresses</a>
 */
final class PublicAddresses {
    private static final InetAddressFilter PUBLIC = InetAddressFilter.of("2000::/3")
            .or(InetAddressFilter.adapt(Inet4Address.class::isInstance))
            .andNot(InetAddressFilter.specialPurpose(), InetAddressFilter.multicast())
            // documentation, too young for the list above (RFC 9637)
            .andNot("3fff::/20");

    private PublicAddresses() {}

    static boolean include(InetAddress address) {
        return PUBLIC.matches(address);
    }
}
