package io.gatehouse.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientNetworkTests {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 203.0.113.9",
        "::ffff:203.0.113.9, 203.0.113.9",
        "2001:db8:1:2::1, 20:01:0d:b8:00:01:00:02/64",
        "2001:db8:1:2:ffff:ffff:ffff:ffff, 20:01:0d:b8:00:01:00:02/64",
        "2001:db8:1:3::1, 20:01:0d:b8:00:01:00:03/64",
        "fe80::1%eth0, fe:80:00:00:00:00:00:00/64",
        "64:ff9b::203.0.113.9, 203.0.113.9",
        "host.example, unknown",
        "'', unknown"
    })
    void anIpv4AddressOrAnIpv6NetworkIsOneClient(String address, String client) {
        assertThat(ClientNetwork.of(address)).isEqualTo(client);
    }

    @Test
    void noAddressIsAClientToo() {
        assertThat(ClientNetwork.of(null)).isEqualTo("unknown");
    }
}
