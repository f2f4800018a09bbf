package antiphon.agents.outgoing;

import antiphon.agents.outgoing.OutgoingFailure.Kind;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Decides which addresses may be connected to. It resolves a name once and hands on the very addresses that it found
 * harmless, so that a name which resolves differently a moment later (DNS rebinding) gains nothing.
 *
 * <p>Open are the addresses of the public internet. What the IANA registries of special-purpose addresses list (loopback,
 * private, shared, link-local with the metadata services of clouds, documentation, multicast, IPv6 that carries an IPv4
 * address …) is closed, unless the settings allow it.
 */
final class AddressGuard implements DnsResolver {
    private static final List<AddressRange> CLOSED_IPV4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16", // a cloud's own services, at an address that is not in the registries
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");
    private static final AddressRange GLOBAL_IPV6 = AddressRange.parse("2000::/3");
    private static final List<AddressRange> CLOSED_IPV6 =
            ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private final OutgoingSettings settings;
    private final DnsResolver names;

    /** @param names resolves what is not closed by its name already */
    AddressGuard(OutgoingSettings settings, DnsResolver names) {
        this.settings = settings;
        this.names = names;
    }

    /** @throws OutgoingFailure if no request can go to an address of this form, whatever it resolves to */
    static void checkForm(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new OutgoingFailure(Kind.REFUSED, "The address must begin with https:// or http://.");
        }
        if (address.getHost() == null || address.getHost().isEmpty()) {
            throw new OutgoingFailure(Kind.REFUSED, "The address names no host.");
        }
        if (address.getRawUserInfo() != null) {
            throw new OutgoingFailure(
                    Kind.REFUSED, "The address may not hold a user name or password; send them in a header.");
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        if (addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        // One closed address among open ones is an attempt; nobody knows which of them would be connected to.
        if (!settings.allowsHost(host) && !Stream.of(addresses).allMatch(this::isOpen)) {
            throw new OutgoingFailure(
                    Kind.REFUSED,
                    "The address leads to a network that tools may not reach. The operator of this server can allow it"
                            + " with OUTGOING_ALLOW.");
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    boolean isOpen(InetAddress address) {
        return settings.allowsAddress(address)
                || (address instanceof Inet4Address ? isPublic4(address) : isPublic6(address));
    }

    private static boolean isPublic4(InetAddress address) {
        return CLOSED_IPV4.stream().noneMatch(range -> range.contains(address));
    }

    private static boolean isPublic6(InetAddress address) {
        return GLOBAL_IPV6.contains(address) && CLOSED_IPV6.stream().noneMatch(range -> range.contains(address));
    }

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(AddressRange::parse).toList();
    }
}
