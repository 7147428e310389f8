package io.gatehouse.partner;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A name server on loopback, by UDP, that knows what it is told and answers nothing but TXT (RFC 1035 4). */
final class TestDns implements AutoCloseable {
    private static final int TXT = 16;
    private static final int CNAME = 5;
    private static final int SERVER_FAILURE = 2;
    private static final int NO_SUCH_NAME = 3;

    /** What it says to a question. */
    private sealed interface Reply {
        /** Records, each of one or more strings; by way of another name if there is one. */
        record Texts(String alias, List<List<String>> records) implements Reply {}

        record Code(int code) implements Reply {}

        record Silence() implements Reply {}
    }

    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final DatagramSocket socket;

    TestDns() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("test-dns").start(this::serve);
    }

    /** Where it is. */
    String provider() {
        return "dns://127.0.0.1:" + socket.getLocalPort();
    }

    /** This name has these records, each of these strings. */
    @SafeVarargs
    final void texts(String name, List<String>... records) {
        replies.put(name, new Reply.Texts("", List.of(records)));
    }

    /** This name is another's, which has a record of this text. */
    void alias(String name, String other, String text) {
        replies.put(name, new Reply.Texts(other, List.of(List.of(text))));
    }

    /** This name makes it fail. */
    void fails(String name) {
        replies.put(name, new Reply.Code(SERVER_FAILURE));
    }

    /** Asked for this name it says nothing. */
    void staysSilent(String name) {
        replies.put(name, new Reply.Silence());
    }

    private void serve() {
        var question = new DatagramPacket(new byte[512], 512);
        while (!socket.isClosed()) {
            try {
                socket.receive(question);
                var bytes = ByteBuffer.wrap(question.getData(), 0, question.getLength());
                var reply = replies.getOrDefault(name(bytes), new Reply.Code(NO_SUCH_NAME));
                if (!(reply instanceof Reply.Silence)) {
                    var answer = answer(question, bytes.position() + 4, reply);
                    socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static String name(ByteBuffer message) {
        message.position(12);
        var name = new StringBuilder();
        for (int length = message.get(); length > 0; length = message.get()) {
            var label = new byte[length];
            message.get(label);
            name.append(new String(label, StandardCharsets.US_ASCII)).append('.');
        }
        return name.substring(0, name.length() - 1).toLowerCase(Locale.ROOT);
    }

    private static byte[] answer(DatagramPacket question, int end, Reply reply) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        int code = reply instanceof Reply.Code(var c) ? c : 0;
        var texts = reply instanceof Reply.Texts t ? t : new Reply.Texts("", List.of());
        boolean alias = !texts.alias().isEmpty();
        out.write(question.getData(), 0, 2);
        out.writeShort(0x8180 | code); // an answer, recursion wanted and to be had
        out.writeShort(1);
        out.writeShort(texts.records().size() + (alias ? 1 : 0));
        out.writeShort(0);
        out.writeShort(0);
        out.write(question.getData(), 12, end - 12);
        if (alias) {
            record(out, new byte[] {(byte) 0xC0, 12}, CNAME, labels(texts.alias()));
        }
        var owner = alias ? labels(texts.alias()) : new byte[] {(byte) 0xC0, 12}; // the question's name
        for (var strings : texts.records()) {
            var data = new ByteArrayOutputStream();
            for (var string : strings) {
                var ascii = string.getBytes(StandardCharsets.US_ASCII);
                data.write(ascii.length);
                data.write(ascii);
            }
            record(out, owner, TXT, data.toByteArray());
        }
        return bytes.toByteArray();
    }

    private static void record(DataOutputStream out, byte[] owner, int type, byte[] data) throws IOException {
        out.write(owner);
        out.writeShort(type);
        out.writeShort(1);
        out.writeInt(60);
        out.writeShort(data.length);
        out.write(data);
    }

    private static byte[] labels(String name) throws IOException {
        var labels = new ByteArrayOutputStream();
        for (var label : name.split("\\.")) {
            labels.write(label.length());
            labels.write(label.getBytes(StandardCharsets.US_ASCII));
        }
        labels.write(0);
        return labels.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
