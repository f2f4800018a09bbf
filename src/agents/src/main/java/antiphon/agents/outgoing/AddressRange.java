package antiphon.agents.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.core5.net.InetAddressUtils;

/**
 * A range of addresses as in RFC 4632 and RFC 4291: {@code 10.0.0.0/8}, {@code fd00::/8}. A single address is a range of one.
 *
 * @param bits how many leading bits all its addresses share
 */
record AddressRange(InetAddress start, int bits) {
    /** @throws IllegalArgumentException if it is not written as above */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!isAddress(address)) {
            throw new IllegalArgumentException("not an IP address: " + address);
        }
        try {
            InetAddress start = InetAddress.getByName(address);
            int longest = start.getAddress().length * 8;
            int bits = slash < 0 ? longest : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > longest) {
                throw new IllegalArgumentException("not 0 to " + longest + " bits: " + text);
            }
            return new AddressRange(start, bits);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IP address: " + address, e);
        }
    }

    static boolean isAddress(String text) {
        return InetAddressUtils.isIPv4(text) || InetAddressUtils.isIPv6(text);
    }

    boolean contains(InetAddress address) {
        byte[] one = start.getAddress();
        byte[] other = address.getAddress();
        if (one.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += 8) {
            int mask = 0xFF << Math.max(0, 8 - (bits - bit));
            if (((one[bit / 8] ^ other[bit / 8]) & mask & 0xFF) != 0) {
                return false;
            }
        }
        return true;
    }
}
