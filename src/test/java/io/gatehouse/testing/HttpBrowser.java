package io.gatehouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A browser without scripts: cookies by host, redirects followed, forms filled in. It keeps Secure cookies on
 * loopback, as Chromium and Firefox do; what SameSite means is left to the tests in real Chromium.
 */
public final class HttpBrowser {
    private static final int MOST_HOPS = 12;

    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final CookieJar cookies;
    private final List<URI> visited = new ArrayList<>();
    private final List<String> from;

    /** A browser on this machine, without cookies. */
    public HttpBrowser() {
        this(new CookieJar(), List.of());
    }

    private HttpBrowser(CookieJar cookies, List<String> from) {
        this.cookies = cookies;
        this.from = from;
    }

    /** A browser elsewhere, as a proxy on this machine would say: each of these is a line of X-Forwarded-For. */
    public static HttpBrowser from(String... addresses) {
        return new HttpBrowser(new CookieJar(), List.of(addresses));
    }

    /** One page as it arrived at the end of its redirects. */
    public final class Page {
        private final HttpResponse<String> response;
        private final Document document;

        Page(HttpResponse<String> response) {
            this.response = response;
            this.document = Jsoup.parse(response.body(), response.uri().toString());
        }

        public int status() {
            return response.statusCode();
        }

        public URI uri() {
            return response.uri();
        }

        public String body() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** Every value of a header, such as the cookies that were set. */
        public List<String> headers(String name) {
            return response.headers().allValues(name);
        }

        public Document document() {
            return document;
        }

        public String heading() {
            var h1 = document.selectFirst("h1");
            return h1 == null ? "" : h1.text();
        }

        /** The code in {@code data-reason}, or an empty string. */
        public String reason() {
            var element = document.selectFirst("[data-reason]");
            return element == null ? "" : element.attr("data-reason");
        }

        /** The reference in {@code data-reference}. */
        public String reference() {
            var element = document.selectFirst("[data-reference]");
            if (element == null) {
                throw new AssertionError("no reference on " + uri() + ": " + document.text());
            }
            return element.attr("data-reference");
        }

        /** The text of the one element that this selects. */
        public String text(String selector) {
            var element = document.selectFirst(selector);
            if (element == null) {
                throw new AssertionError("no " + selector + " on " + uri() + ": " + document.text());
            }
            return element.text();
        }

        /** The fields of the page's first form with this action, with what they hold. */
        public Map<String, String> form(String action) {
            var fields = new LinkedHashMap<String, String>();
            for (var input : formElement(action).select("input[name]:not([type=radio]:not([checked]))")) {
                fields.put(input.attr("name"), input.attr("value"));
            }
            return fields;
        }

        /** Sends that form with these fields changed or added. */
        public Page submit(String action, String... namesAndValues) {
            var fields = form(action);
            for (int i = 0; i < namesAndValues.length; i += 2) {
                fields.put(namesAndValues[i], namesAndValues[i + 1]);
            }
            var element = formElement(action);
            var target = uri().resolve(element.attr("action").isEmpty() ? uri().toString() : element.attr("action"));
            return element.attr("method").equalsIgnoreCase("post")
                    ? post(target, fields)
                    : get(URI.create(target + (target.getQuery() == null ? "?" : "&") + FormText.of(fields)));
        }

        /** Follows a {@code Refresh} header, as the page that leaves for the IdP has. */
        public Page refresh() {
            var refresh = header("Refresh");
            return get(uri().resolve(refresh.substring(refresh.indexOf("url=") + 4)));
        }

        private Element formElement(String action) {
            return document.select("form").stream()
                    .filter(f -> f.attr("action").contains(action))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(
                            "no form to " + action + " on " + uri() + " (" + status() + "): " + document.text()));
        }
    }

    /** Goes to an address. */
    public Page get(String address) {
        return get(URI.create(address));
    }

    /** Goes to an address. */
    public Page get(URI address) {
        return follow(request(address).GET().build());
    }

    /** Posts a form. */
    public Page post(URI address, Map<String, String> fields) {
        return follow(posting(address, FormText.TYPE, FormText.of(fields)));
    }

    /** Posts a body as it is, of any content type. */
    public Page post(URI address, String contentType, String body) {
        return follow(posting(address, contentType, body));
    }

    /** Posts a form and stops at the answer, whatever it is. */
    public HttpResponse<String> postOnce(URI address, Map<String, String> fields) {
        return send(posting(address, FormText.TYPE, FormText.of(fields)));
    }

    /** Posts a body of this type and stops at the answer. */
    public HttpResponse<String> postOnce(URI address, String contentType, String body) {
        return send(posting(address, contentType, body));
    }

    /** Goes to an address and stops at the answer, whatever it is. */
    public HttpResponse<String> getOnce(URI address) {
        return send(request(address).GET().build());
    }

    /** Every address asked so far, in order. */
    public List<URI> visited() {
        return List.copyOf(visited);
    }

    /** The cookies for an address, by name. */
    public Map<String, String> cookies(URI address) {
        return cookies.of(address);
    }

    /** Another browser with the same cookies at this moment. */
    public HttpBrowser copy() {
        return new HttpBrowser(cookies.copy(), from);
    }

    /** Puts a cookie into the jar, as an attacker or an old tab would. */
    public void setCookie(URI address, String name, String value) {
        cookies.put(address, name, value);
    }

    private HttpRequest posting(URI address, String contentType, String body) {
        return request(address)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
    }

    private HttpRequest.Builder request(URI address) {
        var builder = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(40))
                .header("User-Agent", "HttpBrowser")
                .header("Accept", "text/html");
        from.forEach(hop -> builder.header("X-Forwarded-For", hop));
        var header = cookies.header(address);
        if (!header.isEmpty()) {
            builder.header("Cookie", header);
        }
        return builder;
    }

    private Page follow(HttpRequest first) {
        var response = send(first);
        for (int hop = 0; hop < MOST_HOPS; hop++) {
            var location = response.headers().firstValue("Location");
            if (response.statusCode() / 100 != 3 || location.isEmpty()) {
                return new Page(response);
            }
            response =
                    send(request(response.uri().resolve(location.get())).GET().build());
        }
        throw new AssertionError("too many redirects: " + visited);
    }

    private HttpResponse<String> send(HttpRequest request) {
        visited.add(request.uri());
        try {
            var response = http.send(request, BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(line -> cookies.take(request.uri(), line));
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
