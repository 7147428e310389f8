package io.gatehouse.identityprovider.metadata;

import io.gatehouse.identityprovider.markup.Element;
import io.gatehouse.keys.Sha256;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The signing keys of a role: every KeyDescriptor not for encryption only, each key once. */
final class KeyReader {
    static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final int[] DAYS_LEFT = {7, 30, 90};

    private final Instant now;
    private final Findings findings;
    private final Map<PublicKey, SigningKey> keys = new LinkedHashMap<>();

    private KeyReader(Instant now, Findings findings) {
        this.now = now;
        this.findings = findings;
    }

    static List<SigningKey> read(Element role, Instant now, Findings findings) {
        var reader = new KeyReader(now, findings);
        role.children(Candidates.MD, "KeyDescriptor").forEach(reader::descriptor);
        if (reader.keys.isEmpty()) {
            var uses = role.children(Candidates.MD, "KeyDescriptor")
                    .map(d -> d.attribute("use").orElse("no use"))
                    .distinct()
                    .toList();
            var found = uses.isEmpty() ? "no KeyDescriptor at all" : "KeyDescriptors for " + String.join(", ", uses);
            findings.add(Rule.SIGNING_KEY_MISSING, role.place(), found);
        }
        return List.copyOf(reader.keys.values());
    }

    private void descriptor(Element descriptor) {
        var use = descriptor.attribute("use").map(String::strip);
        if (use.isPresent() && !use.get().equals("signing")) {
            return;
        }
        if (use.isEmpty()) {
            findings.add(Rule.KEY_USE_MISSING, descriptor.place(), "");
        }
        var chains = descriptor
                .children(DS, "KeyInfo")
                .flatMap(info -> info.children(DS, "X509Data"))
                .map(data -> data.children(DS, "X509Certificate").toList())
                .filter(chain -> !chain.isEmpty())
                .toList();
        if (chains.isEmpty()) {
            findings.add(Rule.CERTIFICATE_MISSING, descriptor.place(), "");
        }
        chains.forEach(this::chain);
    }

    private void chain(List<Element> elements) {
        var read = new ArrayList<Certified>();
        elements.forEach(e -> certificate(e).ifPresent(c -> read.add(new Certified(c, e))));
        if (read.size() > 1) {
            findings.add(Rule.CERTIFICATE_CHAIN, elements.getFirst().place(), read.size() + " certificates");
        }
        var end = read.stream().filter(c -> !issuesAnother(c, read)).findFirst();
        end.or(() -> read.stream().findFirst()).ifPresent(this::add);
    }

    private static boolean issuesAnother(Certified one, List<Certified> all) {
        var subject = one.certificate.getSubjectX500Principal();
        return all.stream()
                .anyMatch(other -> !other.equals(one)
                        && other.certificate.getIssuerX500Principal().equals(subject));
    }

    private Optional<X509Certificate> certificate(Element element) {
        // PEM armour and all white space are let pass: vendors' consoles and e-mail add both.
        var text = element.text()
                .replaceAll("-----(BEGIN|END) CERTIFICATE-----", "")
                .replaceAll("[\\s\\u00A0\\uFEFF]", "");
        try {
            var der = Base64.getDecoder().decode(text);
            // The factory would read PEM and PKCS #7 as well, so a certificate encoded twice; only DER is meant here.
            if (der.length == 0 || der[0] != 0x30) {
                findings.add(
                        Rule.KEY_UNREADABLE,
                        element.place(),
                        der.length == 0 ? "an empty certificate" : "no certificate");
                return Optional.empty();
            }
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
        } catch (IllegalArgumentException | CertificateException e) {
            findings.add(Rule.KEY_UNREADABLE, element.place(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void add(Certified certified) {
        var certificate = certified.certificate;
        var place = certified.element.place();
        var key = certificate.getPublicKey();
        var subject = certificate.getSubjectX500Principal().getName();
        int bits = bits(key);
        if (bits == 0) {
            findings.add(Rule.KEY_UNREADABLE, place, "a key of algorithm " + key.getAlgorithm() + " for " + subject);
            return;
        }
        var found = key.getAlgorithm() + " of " + bits + " bits for " + subject;
        if (bits < (key instanceof RSAPublicKey ? 1024 : 224)) {
            findings.add(Rule.KEY_TOO_SMALL, place, found);
            return;
        }
        var another = keys.get(key);
        var candidate = new SigningKey(certificate, fingerprint(certificate), Position.of(place));
        if (another != null) {
            findings.add(Rule.KEY_DUPLICATE, place, found);
        }
        if (another != null && another.fingerprint().equals(candidate.fingerprint())) {
            return;
        }
        if (key instanceof RSAPublicKey && bits < 2048) {
            findings.add(Rule.RSA_BELOW_2048, place, found);
        }
        dates(certified, subject);
        // Of two certificates for one key the longer-lived one tells when it ends.
        if (another == null || endOf(another.certificate()).isBefore(endOf(certificate))) {
            keys.put(key, candidate);
        }
    }

    private static Instant endOf(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    private void dates(Certified certified, String subject) {
        var place = certified.element.place();
        var until = endOf(certified.certificate);
        var from = certified.certificate.getNotBefore().toInstant();
        if (now.isAfter(until)) {
            findings.add(Rule.CERTIFICATE_EXPIRED, place, subject + " until " + until);
            return;
        }
        if (now.isBefore(from)) {
            findings.add(Rule.CERTIFICATE_NOT_YET_VALID, place, subject + " from " + from);
        }
        for (int days : DAYS_LEFT) {
            if (now.plus(Duration.ofDays(days)).isAfter(until)) {
                findings.add(Rule.CERTIFICATE_EXPIRES_SOON, place, subject + " within " + days + " days, on " + until);
                return;
            }
        }
    }

    /** The key's size in bits, or 0 if it is of no kind that signs here. */
    private static int bits(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength();
            case ECPublicKey ec -> ec.getParams().getOrder().bitLength();
            default -> 0;
        };
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return Sha256.hex(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Certified(X509Certificate certificate, Element element) {}
}
