package io.gatehouse.identityprovider.fetch;

import io.gatehouse.identityprovider.fetch.Exchange.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Fetches a document from an address that somebody else chose. It asks public hosts only, by https with a certificate for the
 * name, connects to the very address that was judged, follows redirects within the host only, and ends in bounded time and
 * memory whatever the host does (docs/how-it-works.md, metadata from an address).
 */
@Component
public class MetadataFetcher {
    private static final Logger log = LoggerFactory.getLogger(MetadataFetcher.class);
    private static final int MOST_REDIRECTS = 3;

    private final FetchProperties properties;
    private final GuardedNames names;
    private final SSLContext trust;

    @Autowired
    MetadataFetcher(FetchProperties properties) throws NoSuchAlgorithmException {
        this(properties, InetAddress::getAllByName, SSLContext.getDefault());
    }

    MetadataFetcher(FetchProperties properties, GuardedNames.Lookup names, SSLContext trust) {
        this.properties = properties;
        this.names = new GuardedNames(names, properties.insecureMetadataHosts());
        this.trust = trust;
    }

    /** What is wrong with the form of an address, in words; empty if it may be tried. */
    public Optional<String> fault(String address) {
        try {
            return fault(new URI(address));
        } catch (URISyntaxException e) {
            return Optional.of("no address");
        }
    }

    private Optional<String> fault(URI address) {
        return properties.loosened(address) ? MetadataAddress.faultOfLoosened(address) : MetadataAddress.fault(address);
    }

    /** Fetches what is at this address; with validators, only if it is another document than theirs. */
    public Fetch fetch(URI address, Validators known) {
        var current = new AtomicReference<Exchange>();
        var task = new FutureTask<>(() -> follow(address, known, current));
        Thread.ofVirtual().name("metadata-fetch").start(task);
        try {
            return task.get(properties.metadataTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return FetchFault.TOO_SLOW.at(host(address), "not finished within " + properties.metadataTimeout());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fetch ended in no answer", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FetchFault.TOO_SLOW.at(host(address), "interrupted");
        } finally {
            // A host that trickles keeps every read happy, so the clock of the whole ends it from outside.
            task.cancel(true);
            Optional.ofNullable(current.get()).ifPresent(Exchange::giveUp);
        }
    }

    /** Says at each start which hosts the rules are loosened for. */
    @EventListener(ApplicationReadyEvent.class)
    void report() {
        if (!properties.insecureMetadataHosts().isEmpty()) {
            log.warn(
                    "gatehouse.identityprovider.insecure-metadata-hosts is set: metadata may come from {} by plain http"
                            + " and from private addresses.",
                    properties.insecureMetadataHosts());
        }
    }

    private Fetch follow(URI start, Validators known, AtomicReference<Exchange> current) {
        var address = start;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            var fault = fault(address);
            if (fault.isPresent()) {
                return FetchFault.ADDRESS.at(host(address), fault.get());
            }
            var exchange = new Exchange(address, known);
            current.set(exchange);
            switch (ask(address, exchange)) {
                case Asked.Failed(var refused) -> {
                    return refused;
                }
                case Asked.Answered(Answer.Redirect(var location)) -> {
                    var next = location == null ? Optional.<URI>empty() : within(address, location);
                    if (next.isEmpty()) {
                        return FetchFault.REDIRECTED.at(host(address), "redirect to " + location);
                    }
                    address = next.get();
                }
                case Asked.Answered(var answer) -> {
                    return judge(address, known, answer);
                }
            }
        }
        return FetchFault.REDIRECTED.at(host(address), "more than " + MOST_REDIRECTS + " redirects");
    }

    private sealed interface Asked {
        record Answered(Answer answer) implements Asked {}

        record Failed(Fetch.Refused refused) implements Asked {}
    }

    private Asked ask(URI address, Exchange exchange) {
        var host = host(address);
        try (var client = FetchClient.of(names, trust, properties.metadataTimeout())) {
            return new Asked.Answered(exchange.by(client));
        } catch (GuardedNames.NotPublic e) {
            return new Asked.Failed(
                    FetchFault.HOST_NOT_PUBLIC.at(host, "an address that is not public: " + e.getMessage()));
        } catch (UnknownHostException e) {
            return new Asked.Failed(FetchFault.HOST_UNKNOWN.at(host, "no address"));
        } catch (SSLException e) {
            return new Asked.Failed(FetchFault.CERTIFICATE_REFUSED.at(host, String.valueOf(e.getMessage())));
        } catch (SocketTimeoutException e) {
            return new Asked.Failed(FetchFault.TOO_SLOW.at(host, String.valueOf(e.getMessage())));
        } catch (HttpException e) {
            return new Asked.Failed(FetchFault.ANSWER.at(host, String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return new Asked.Failed(FetchFault.UNREACHABLE.at(host, String.valueOf(e.getMessage())));
        }
    }

    private static Fetch judge(URI address, Validators known, Answer answer) {
        var host = host(address);
        return switch (answer) {
            case Answer.Document(var bytes, var validators) -> new Fetch.Fetched(bytes, validators);
            case Answer.Status(var code) when code == 304 && known.any() -> new Fetch.NotModified();
            case Answer.Status(var code) -> FetchFault.STATUS.at(host, "status " + code);
            case Answer.TooLarge(var size) -> FetchFault.TOO_LARGE.at(host, size + " bytes or more");
            case Answer.Compressed(var encoding) -> FetchFault.COMPRESSED.at(host, "Content-Encoding: " + encoding);
            case Answer.Redirect _ -> throw new IllegalStateException("redirects are followed");
        };
    }

    // Host and port stay: a redirect to elsewhere is another address than the one that somebody agreed to.
    private static Optional<URI> within(URI from, String location) {
        try {
            var to = from.resolve(location);
            boolean same = host(from).equalsIgnoreCase(host(to))
                    && port(from) == port(to)
                    && String.valueOf(from.getScheme()).equalsIgnoreCase(to.getScheme());
            return same ? Optional.of(to) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int port(URI address) {
        int usual = "http".equalsIgnoreCase(address.getScheme()) ? 80 : 443;
        return address.getPort() == -1 ? usual : address.getPort();
    }

    private static String host(URI address) {
        return address.getHost() == null ? "" : address.getHost();
    }
}
