package io.gatehouse.identityprovider.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.reason.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
@SuppressWarnings("NullAway") // what is null here fails the test by itself
class HostileHostTests {
    private static final Duration TIME = Duration.ofSeconds(2);

    @Test
    void refusesFiftyMegabytesByTheirNumber() {
        TestHost.Answer answer = out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 52428800\r\n\r\n".getBytes(US_ASCII));
            out.write(new byte[1000]);
        };
        try (var host = TestHost.answering(answer)) {
            refuses(fetch(host, host.address("/"), Validators.NONE), "metadata-url-too-large", "52428800");
        }
    }

    @Test
    void refusesABodyThatNeverEndsAfterTheMostItReads() {
        TestHost.Answer answer = out -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(US_ASCII));
            var chunk = new byte[1 << 16];
            Arrays.fill(chunk, (byte) ' ');
            while (true) {
                out.write("10000\r\n".getBytes(US_ASCII));
                out.write(chunk);
                out.write("\r\n".getBytes(US_ASCII));
            }
        };
        try (var host = TestHost.answering(answer)) {
            refuses(fetch(host, host.address("/"), Validators.NONE), "metadata-url-too-large", "262145");
        }
    }

    @Test
    void givesUpABodyThatTrickles() {
        TestHost.Answer answer = out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(US_ASCII));
            trickle(out);
        };
        try (var host = TestHost.answering(answer)) {
            refuses(fetch(host, host.address("/"), Validators.NONE), "metadata-url-too-slow", "PT2S");
        }
    }

    @Test
    void givesUpHeadersThatTrickle() {
        TestHost.Answer answer = out -> {
            out.write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(US_ASCII));
            trickle(out);
        };
        try (var host = TestHost.answering(answer)) {
            refuses(fetch(host, host.address("/"), Validators.NONE), "metadata-url-too-slow", "PT2S");
        }
    }

    @Test
    void givesUpANameThatIsNeverAnswered() {
        var fetcher = fetcher(_ -> {
            try {
                Thread.sleep(Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException();
        });

        refuses(
                fetcher.fetch(URI.create("https://slow.example.test/"), Validators.NONE),
                "metadata-url-too-slow",
                "PT2S");
    }

    @Test
    void refusesHeadersWithoutEnd() {
        TestHost.Answer answer = out -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(US_ASCII));
            while (true) {
                out.write("X-More: more\r\n".getBytes(US_ASCII));
            }
        };
        try (var host = TestHost.answering(answer)) {
            refuses(fetch(host, host.address("/"), Validators.NONE), "metadata-url-unreachable", "");
        }
    }

    @Test
    void refusesWhatIsCompressedUnasked() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 200; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        var answer = TestHost.response("200 OK", "Content-Encoding: gzip\r\n", bomb.toByteArray());
        try (var host = TestHost.answering(answer)) {
            refuses(fetch(host, host.address("/"), Validators.NONE), "metadata-url-compressed", "gzip");
        }
    }

    @Test
    void refusesWhatIsNoHttp() {
        try (var host = TestHost.answering(
                out -> out.write("SSH-2.0-OpenSSH\r\n".repeat(50).getBytes(US_ASCII)))) {
            refuses(fetch(host, host.address("/"), Validators.NONE), "metadata-url-", "");
        }
    }

    private static void trickle(OutputStream out) throws IOException, InterruptedException {
        while (true) {
            out.write('a');
            out.flush();
            Thread.sleep(100);
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
}
