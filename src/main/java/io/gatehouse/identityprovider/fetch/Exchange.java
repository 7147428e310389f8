package io.gatehouse.identityprovider.fetch;

import io.gatehouse.identityprovider.markup.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageHeaders;
import org.apache.hc.core5.http.ProtocolException;
import org.jspecify.annotations.Nullable;

/** One request and what was answered. It can be given up from another thread, which ends it wherever it is. */
final class Exchange {
    private static final int MOST = Limits.METADATA.bytes();

    private final HttpGet request;

    Exchange(URI address, Validators known) {
        request = new HttpGet(address);
        // What a host sends is judged by reading it, so its Content-Type says nothing here.
        request.setHeader("Accept", "application/samlmetadata+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1");
        request.setHeader("Accept-Encoding", "identity");
        request.setHeader("User-Agent", "Gatehouse");
        if (known.etag() != null) {
            request.setHeader("If-None-Match", known.etag());
        }
        if (known.lastModified() != null) {
            request.setHeader("If-Modified-Since", known.lastModified());
        }
    }

    /** What came back. */
    sealed interface Answer {
        record Document(byte[] bytes, Validators validators) implements Answer {}

        record Redirect(@Nullable String location) implements Answer {}

        record Status(int code) implements Answer {}

        record TooLarge(long atLeast) implements Answer {}

        record Compressed(String encoding) implements Answer {}
    }

    Answer by(CloseableHttpClient client) throws IOException, HttpException {
        try {
            return read(client.executeOpen(RoutingSupport.determineHost(request), request, null));
        } finally {
            // Closing the response would first read what is left of it, and that may have no end.
            giveUp();
        }
    }

    void giveUp() {
        request.cancel();
    }

    private static Answer read(ClassicHttpResponse response) throws IOException, ProtocolException {
        int status = response.getCode();
        return switch (status) {
            case 200 -> body(response);
            case 301, 302, 303, 307, 308 -> new Answer.Redirect(header(response, "Location"));
            default -> new Answer.Status(status);
        };
    }

    private static Answer body(ClassicHttpResponse response) throws IOException, ProtocolException {
        var encoding = header(response, "Content-Encoding");
        // We asked for none. A few bytes that unpack to gigabytes can't hurt who doesn't unpack them.
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return new Answer.Compressed(encoding);
        }
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new Answer.Document(new byte[0], Validators.NONE);
        }
        if (entity.getContentLength() > MOST) {
            return new Answer.TooLarge(entity.getContentLength());
        }
        @SuppressWarnings("resource") // by() ends the exchange; closing this would read it to its end
        InputStream stream = entity.getContent();
        byte[] bytes = stream.readNBytes(MOST + 1);
        if (bytes.length > MOST) {
            return new Answer.TooLarge(bytes.length);
        }
        return new Answer.Document(bytes, new Validators(header(response, "ETag"), header(response, "Last-Modified")));
    }

    private static @Nullable String header(MessageHeaders response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null || header.getValue() == null
                ? null
                : header.getValue().strip();
    }
}
