package io.gatehouse.saml.judgement;

import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.ProviderSettings.Exceptions;
import io.gatehouse.identityprovider.ProviderSettings.Unsolicited;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;

/** Responses of real products and published attacks, each with its clock and all that it is judged by. */
final class ResponseCorpus {
    private static final String FOLDER = "/corpus/responses/";
    private static final String SIBLING = "certs/oktadev-idp.pem";

    private ResponseCorpus() {}

    /** One line of the index. */
    record Row(Map<String, String> values) {
        String get(String column) {
            return Objects.requireNonNull(values.get(column), column);
        }

        @Override
        public String toString() {
            return get("file");
        }
    }

    static Stream<Row> rows() {
        var lines =
                new String(bytes("INDEX.tsv"), StandardCharsets.UTF_8).lines().toList();
        String[] names = lines.getFirst().split("\t");
        return lines.stream().skip(1).map(line -> {
            String[] values = line.split("\t", -1);
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < names.length; i++) {
                row.put(names[i], values[i]);
            }
            return new Row(row);
        });
    }

    static Judging judging(Row row, List<String> exceptions) {
        Instant clock = Instant.parse(row.get("clock"));
        String key = row.get("sp_decryption_key");
        String signedBy = row.get("signed_by");
        return new Judging(
                row.get("sp_entity_id"),
                row.get("acs_url"),
                row.get("issuer"),
                List.of(certificate(signedBy.equals("-") ? SIBLING : signedBy)),
                settings(row.get("in_response_to").equals("-"), exceptions, clock),
                key.equals("-") ? List.of() : List.of(privateKey(key)),
                row.get("in_response_to"),
                clock);
    }

    private static ProviderSettings settings(boolean unsolicited, List<String> on, Instant clock) {
        var usual = ProviderSettings.DEFAULT;
        LocalDate tomorrow = LocalDate.ofInstant(clock, ZoneOffset.UTC).plusDays(1);
        return new ProviderSettings(
                unsolicited ? Unsolicited.ACCEPT : Unsolicited.REFUSE,
                List.of(),
                usual.signAuthnRequests(),
                false,
                List.of(),
                null,
                null,
                usual.clockSkew(),
                usual.maxAssertionAge(),
                Map.of(),
                usual.provisioning(),
                usual.metadataSigners(),
                new Exceptions(
                        on.contains("insecure-sha1-until") ? tomorrow : null,
                        on.contains("insecure-cbc"),
                        on.contains("insecure-rsa1_5"),
                        on.contains("insecure-canonicalization"),
                        on.contains("insecure-missing-destination"),
                        on.contains("insecure-long-validity"),
                        false));
    }

    private static X509Certificate certificate(String file) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes(file)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static PrivateKey privateKey(String file) {
        String text = new String(bytes(file), StandardCharsets.US_ASCII);
        byte[] der = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
        try {
            var factory = KeyFactory.getInstance("RSA");
            if (text.contains("BEGIN PRIVATE KEY")) {
                return factory.generatePrivate(new PKCS8EncodedKeySpec(der));
            }
            var rsa = RSAPrivateKey.getInstance(der);
            return factory.generatePrivate(new RSAPrivateCrtKeySpec(
                    rsa.getModulus(),
                    rsa.getPublicExponent(),
                    rsa.getPrivateExponent(),
                    rsa.getPrime1(),
                    rsa.getPrime2(),
                    rsa.getExponent1(),
                    rsa.getExponent2(),
                    rsa.getCoefficient()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] bytes(String file) {
        try (var in = ResponseCorpus.class.getResourceAsStream(FOLDER + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
