package antiphon.agents.outgoing;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What tools may reach beyond the public internet.
 *
 * <p>{@code outgoing.allow} (environment {@code OUTGOING_ALLOW}): hosts ({@code crm.internal}, {@code *.corp.example}),
 * addresses and ranges ({@code 10.1.0.0/16}), with commas; nothing unless set. A host in it may have any address.
 */
record OutgoingSettings(List<String> hosts, List<AddressRange> ranges) {
    private static final String HOST = "(\\*\\.)?[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?";

    OutgoingSettings {
        hosts = List.copyOf(hosts);
        ranges = List.copyOf(ranges);
    }

    /** @throws IllegalArgumentException naming the key and the entry that is neither host nor range */
    static OutgoingSettings read(Function<String, Optional<String>> lookup) {
        List<String> entries = lookup.apply("outgoing.allow").stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .toList();
        return new OutgoingSettings(
                entries.stream()
                        .filter(entry -> !isRange(entry))
                        .map(OutgoingSettings::host)
                        .toList(),
                entries.stream()
                        .filter(OutgoingSettings::isRange)
                        .map(AddressRange::parse)
                        .toList());
    }

    private static boolean isRange(String entry) {
        return entry.contains("/") || AddressRange.isAddress(entry);
    }

    private static String host(String entry) {
        if (!entry.matches(HOST)) {
            throw new IllegalArgumentException(
                    "outgoing.allow holds hosts such as crm.internal or *.corp.example, addresses, and ranges such as"
                            + " 10.1.0.0/16, but also: " + entry);
        }
        return entry;
    }

    boolean allowsHost(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return hosts.stream()
                .anyMatch(allowed ->
                        allowed.startsWith("*.") ? lower.endsWith(allowed.substring(1)) : lower.equals(allowed));
    }

    boolean allowsAddress(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
