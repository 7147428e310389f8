package io.gatehouse.identityprovider.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.reason.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
@SuppressWarnings("NullAway") // what is null here fails the test by itself
class InwardAddressTests {
    private static final byte[] DOCUMENT = "<EntityDescriptor/>".getBytes(US_ASCII);
    private static final Duration TIME = Duration.ofSeconds(2);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://idp.example.test/",
                "file:///etc/passwd",
                "jar:https://idp.example.test/a!/b",
                "https://user:word@idp.example.test/",
                "https://idp.example.test/#part",
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0177.0.0.1/",
                "https://017700000001/",
                "https://169.254.169.254/latest/meta-data/",
                "https://10.0.0.1/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[fe80::1]/",
                "https://[fd00::1]/",
                "https://localhost/",
                "https://intranet/"
            })
    void refusesAnAddressOfAnotherForm(String address) {
        refuses(fetcher(_ -> fail()).fetch(URI.create(address), Validators.NONE), "metadata-url-address", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.0.3",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::7f00:1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "64:ff9b::808:808",
                "64:ff9b:1::1",
                "2002:7f00:1::1",
                "2002:808:808::1",
                "2001::1",
                "2001:db8::1",
                "3fff::1",
                "5f00::1",
                "100::1"
            })
    void refusesANameThatLeadsInside(String address) {
        var fetcher = fetcher(_ -> new InetAddress[] {InetAddress.getByName(address)});

        refuses(
                fetcher.fetch(URI.create("https://inside.example.test/"), Validators.NONE),
                "metadata-url-host-not-public",
                "not public");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "100.63.255.255", "172.32.0.1", "2606:4700::1111", "2a00:1450:4001::64"})
    void takesPublicAddressesForPublic(String address) throws UnknownHostException {
        assertThat(PublicAddress.is(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void refusesANameWithOnePrivateAddressAmongPublicOnes() {
        var fetcher = fetcher(
                _ -> new InetAddress[] {InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.0.0.1")});

        refuses(
                fetcher.fetch(URI.create("https://mixed.example.test/"), Validators.NONE),
                "metadata-url-host-not-public",
                "10.0.0.1");
    }

    @Test
    void connectsToTheAddressThatWasJudgedAndAsksNoSecondTime() throws IOException {
        var judged = InetAddress.getByName("127.0.0.2");
        var answers = new ArrayDeque<>(List.of(judged, InetAddress.getByName("127.0.0.3")));
        var asked = new AtomicInteger();
        try (var host = TestHost.at(judged, TestHost.response("200 OK", "", DOCUMENT))) {
            var fetcher = new MetadataFetcher(
                    loosened(),
                    _ -> {
                        asked.incrementAndGet();
                        return new InetAddress[] {answers.remove()};
                    },
                    host::trust);

            assertThat(fetcher.fetch(host.address("/"), Validators.NONE)).isInstanceOf(Fetch.Fetched.class);
            assertThat(asked).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example.test/",
                "https://127.0.0.1/",
                "https://169.254.169.254/latest/",
                "http://idp.example.test/",
                "https://idp.example.test:1/",
                "//elsewhere.example.test/",
                "file:///etc/passwd",
                "https://idp.example.test@elsewhere.example.test/",
                "ht tp:"
            })
    void refusesARedirectToElsewhere(String location) {
        var answer = TestHost.response("302 Found", "Location: " + location + "\r\n", new byte[0]);
        try (var host = TestHost.answering(answer)) {
            refuses(fetch(host, host.address("/"), Validators.NONE), "metadata-url-redirected", location);
            assertThat(host.requests()).hasSize(1);
        }
    }

    private static void refuses(Fetch fetch, String rule, String found) {
        assertThat(fetch).isInstanceOfSatisfying(Fetch.Refused.class, r -> {
            assertThat(r.why().reason()).isEqualTo(Reason.CONFIGURATION_INVALID);
            assertThat(r.why().evidence().values().get("rule").toString()).startsWith(rule);
            assertThat(r.why().evidence().values().get("found").toString()).contains(found);
        });
    }

    private static Fetch fetch(TestHost host, URI address, Validators known) {
        return new MetadataFetcher(loosened(), _ -> here(), host::trust).fetch(address, known);
    }

    private static MetadataFetcher fetcher(GuardedNames.Lookup names) {
        return new MetadataFetcher(new FetchProperties(Set.of(), TIME), names, MetadataFetcher::trustOfTheJdk);
    }

    // The test's own host is on this machine; that it may be asked there is all that is loosened.
    private static FetchProperties loosened() {
        return new FetchProperties(Set.of(TestHost.NAME), TIME);
    }

    private static InetAddress[] here() {
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    private static InetAddress[] fail() {
        throw new AssertionError("no name is looked up");
    }
}
