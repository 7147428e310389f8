package io.gatehouse.api.provider;

import com.sun.net.httpserver.HttpServer;
import io.gatehouse.api.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Documents at addresses, served by the host that the programs' gateway may fetch from. */
final class MetadataHost {
    private static final Map<String, byte[]> DOCUMENTS = new ConcurrentHashMap<>();
    private static @Nullable HttpServer server;

    private MetadataHost() {}

    /** Serves a document at the address of this name, in place of the one before; answers the address. */
    static String serves(String name, byte[] document) {
        DOCUMENTS.put("/" + name, document);
        return "http://" + Program.LOOSENED_HOST + ":" + port() + "/" + name;
    }

    /** Nothing is there any more. */
    static void loses(String name) {
        DOCUMENTS.remove("/" + name);
    }

    private static synchronized int port() {
        if (server == null) {
            server = started();
        }
        return server.getAddress().getPort();
    }

    private static HttpServer started() {
        try {
            var started = HttpServer.create(new InetSocketAddress(InetAddress.getByName(Program.LOOSENED_HOST), 0), 0);
            started.createContext("/", exchange -> {
                var document = DOCUMENTS.get(exchange.getRequestURI().getPath());
                var body = document == null ? new byte[0] : document;
                exchange.sendResponseHeaders(document == null ? 404 : 200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            started.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
