package io.gatehouse.identityprovider.fetch;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.Timeout;

/**
 * An HTTP client for one fetch and no more: nothing of one host is left when the next is asked. No cookies, no credentials, no
 * proxy from the environment, no retries, no compression; redirects are the fetcher's own decision.
 */
final class FetchClient {
    private static final int LONGEST_LINE = 8 << 10;
    private static final int MOST_HEADERS = 100;

    private FetchClient() {}

    static CloseableHttpClient of(GuardedNames names, SSLContext trust, Duration timeout) {
        var time = Timeout.of(timeout);
        var bounds = Http1Config.custom()
                .setMaxLineLength(LONGEST_LINE)
                .setMaxHeaderCount(MOST_HEADERS)
                .setMaxEmptyLineCount(1)
                .build();
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(bounds)
                        .build())
                .setDnsResolver(names)
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(trust))
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(time).build())
                .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(time).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(time)
                        .setSocketTimeout(time)
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setConnectionReuseStrategy((_, _, _) -> false)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(time)
                        .setConnectionRequestTimeout(time)
                        .build())
                .disableRedirectHandling()
                .disableContentCompression()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableDefaultUserAgent()
                .build();
    }
}
