package io.gatehouse.identityprovider.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An https host on this machine whose every byte a test decides, with a certificate for {@code idp.example.test}. */
final class TestHost implements AutoCloseable {
    static final String NAME = "idp.example.test";

    private static final char[] NO_PASSWORD = new char[0];

    private final SSLServerSocket socket;
    private final SSLContext trust;
    private final List<List<String>> requests = new CopyOnWriteArrayList<>();
    private volatile boolean open = true;

    private TestHost(InetAddress at, Answer answer) throws GeneralSecurityException, IOException {
        var pair = pair();
        var certificate = certify(pair);
        socket = (SSLServerSocket)
                serving(pair, certificate).getServerSocketFactory().createServerSocket(0, 50, at);
        trust = trusting(certificate);
        Thread.ofVirtual().start(() -> serve(answer));
    }

    /** What the host writes when asked. */
    interface Answer {
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    static TestHost answering(Answer answer) {
        return at(InetAddress.getLoopbackAddress(), answer);
    }

    static TestHost at(InetAddress address, Answer answer) {
        try {
            return new TestHost(address, answer);
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A whole answer with this status line, headers and body. */
    static Answer response(String status, String headers, byte[] body) {
        return out -> {
            out.write(("HTTP/1.1 " + status + "\r\nContent-Length: " + body.length + "\r\n" + headers + "\r\n")
                    .getBytes(US_ASCII));
            out.write(body);
        };
    }

    URI address(String path) {
        return URI.create("https://" + NAME + ":" + socket.getLocalPort() + path);
    }

    /** Trusts this host's certificate and no other. */
    SSLContext trust() {
        return trust;
    }

    /** The requests that came, line by line. */
    List<List<String>> requests() {
        return requests;
    }

    @Override
    public void close() {
        open = false;
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void serve(Answer answer) {
        while (open) {
            try {
                var accepted = socket.accept();
                Thread.ofVirtual().start(() -> answer(accepted, answer));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void answer(Socket connection, Answer answer) {
        try (connection) {
            var reader = new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
            var lines = new ArrayList<String>();
            for (var line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
                lines.add(line);
            }
            if (lines.isEmpty()) {
                return; // hung up before asking
            }
            requests.add(lines);
            answer.write(connection.getOutputStream());
            connection.getOutputStream().flush();
        } catch (IOException | InterruptedException e) {
            // The other side hung up: what these tests are about.
        }
    }

    private static KeyPair pair() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static X509Certificate certify(KeyPair pair) throws GeneralSecurityException {
        try {
            var name = new X500Name("CN=" + NAME);
            var builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    Date.from(Instant.parse("2020-01-01T00:00:00Z")),
                    Date.from(Instant.parse("2049-01-01T00:00:00Z")),
                    name,
                    pair.getPublic());
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, NAME)));
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (CertIOException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    private static SSLContext serving(KeyPair pair, X509Certificate certificate)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        store.setKeyEntry("host", pair.getPrivate(), NO_PASSWORD, new X509Certificate[] {certificate});
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext trusting(X509Certificate certificate) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        store.setCertificateEntry("host", certificate);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
