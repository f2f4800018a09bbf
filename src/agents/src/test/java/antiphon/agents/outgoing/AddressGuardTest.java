package antiphon.agents.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "100.127.255.255",
                "169.254.169.254",
                "192.0.0.192",
                "168.63.129.16",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001::1",
                "2001:db8::1",
                "fec0::1"
            })
    void addresses_of_special_purpose_are_closed(String address) throws UnknownHostException {
        assertFalse(guard("").isOpen(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"})
    void the_public_internet_is_open(String address) throws UnknownHostException {
        assertTrue(guard("").isOpen(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2130706433", "127.1", "0x7f.0.0.1", "[::1]", "localhost", "[::ffff:127.0.0.1]"})
    void other_spellings_of_this_machine_do_not_help(String host) {
        assertThrows(Exception.class, () -> guard("").resolve(host));
    }

    @Test
    void the_operator_opens_ranges_addresses_and_hosts() throws UnknownHostException {
        AddressGuard guard = guard("10.1.0.0/16, fd12::/16 ,192.168.7.7, localhost, *.corp.example");
        assertTrue(guard.isOpen(InetAddress.getByName("10.1.255.1")));
        assertFalse(guard.isOpen(InetAddress.getByName("10.2.0.1")));
        assertTrue(guard.isOpen(InetAddress.getByName("fd12:3::1")));
        assertTrue(guard.isOpen(InetAddress.getByName("192.168.7.7")));
        assertFalse(guard.isOpen(InetAddress.getByName("192.168.7.8")));
        assertTrue(guard.resolve("localhost").length > 0);
        OutgoingSettings settings = settings("*.corp.example");
        assertTrue(settings.allowsHost("CRM.corp.example"));
        assertFalse(settings.allowsHost("corp.example.evil.test"));
        assertFalse(settings.allowsHost("corp.example"));
    }

    @Test
    void an_entry_that_is_neither_host_nor_range_is_named() {
        var wrong = assertThrows(IllegalArgumentException.class, () -> settings("crm.internal, http://x"));
        assertEquals("not an IP address: http:", wrong.getMessage());
        assertThrows(IllegalArgumentException.class, () -> settings("10.0.0.0/33"));
        assertThrows(IllegalArgumentException.class, () -> settings("what ever"));
    }

    @Test
    void nothing_is_allowed_unless_set() {
        assertEquals(0, OutgoingSettings.read(key -> Optional.empty()).ranges().size());
        assertEquals(0, OutgoingSettings.read(key -> Optional.empty()).hosts().size());
    }

    private static AddressGuard guard(String allow) {
        return new AddressGuard(settings(allow), SystemDefaultDnsResolver.INSTANCE);
    }

    private static OutgoingSettings settings(String allow) {
        return OutgoingSettings.read(key -> Optional.of(allow));
    }
}
