package io.gatehouse.demo;

import io.gatehouse.testing.Gateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;

/** Where the demo listens, on loopback. */
record Ports(int gateway, int management, int identityProvider, int portal, int authenticator) {
    /** What {@code scripts/demo} uses. */
    static final Ports USUAL = new Ports(8080, 8081, 8090, 8091, 8092);

    /** Others, free at this moment. */
    static Ports free() {
        return new Ports(
                Gateway.freePort(), Gateway.freePort(), Gateway.freePort(), Gateway.freePort(), Gateway.freePort());
    }

    /** Names the ones that something else listens on. */
    void requireFree() throws DemoFailed {
        var wanted = new LinkedHashMap<Integer, String>();
        wanted.put(gateway, "the gateway");
        wanted.put(management, "the gateway's health");
        wanted.put(identityProvider, "the sample identity provider");
        wanted.put(portal, "the sample portal");
        wanted.put(authenticator, "the demo authenticator");
        var busy = wanted.entrySet().stream()
                .filter(port -> isBusy(port.getKey()))
                .map(port -> port.getKey() + " (" + port.getValue() + ")")
                .collect(Collectors.joining(", "));
        if (!busy.isEmpty()) {
            throw new DemoFailed("something listens already on port " + busy + "; end it, and start the demo again");
        }
    }

    private static boolean isBusy(int port) {
        try (var probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException _) {
            return true;
        }
    }
}
