package io.gatehouse.saml.signature;

import static io.gatehouse.reason.Reason.SIGNATURE_INVALID;

import io.gatehouse.identityprovider.ProviderSettings.Exceptions;
import io.gatehouse.identityprovider.metadata.SigningKey;
import io.gatehouse.reason.Evidence;
import java.io.IOException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.xml.security.Init;
import org.apache.xml.security.algorithms.SignatureAlgorithm;
import org.apache.xml.security.algorithms.implementations.ECDSAUtils;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.w3c.dom.Document;

/** Checks the signature of a query (SAML Bindings 3.4.4.1): the same keys and the same list of methods as in a document. */
public final class QueryCheck {
    static {
        Init.init();
    }

    private static final byte DER_SEQUENCE = 0x30;

    private final Document workshop;
    private final List<SigningKey> keys;
    private final Exceptions exceptions;
    private final Instant now;

    /**
     * Checks by these keys alone.
     *
     * @param workshop any document: the library makes its algorithms in one
     */
    public QueryCheck(Document workshop, List<SigningKey> keys, Exceptions exceptions, Instant now) {
        this.workshop = workshop;
        this.keys = keys;
        this.exceptions = exceptions;
        this.now = now;
    }

    /** Checks this value over these octets. A query shows no certificate and has no digest of its own. */
    public SignatureFinding check(byte[] octets, String method, byte[] value) {
        var algorithms = new AlgorithmCheck(exceptions, LocalDate.ofInstant(now, ZoneOffset.UTC));
        algorithms.signatureMethod(method);
        if (!algorithms.computable()) {
            return new SignatureFinding(null, algorithms.refusals(), null, List.of());
        }
        for (SigningKey key : keys) {
            var publicKey = key.certificate().getPublicKey();
            if (publicKey.getAlgorithm().equals(algorithms.keyKind()) && verifies(publicKey, method, octets, value)) {
                List<String> warnings = new ArrayList<>(algorithms.excepted());
                warnings.addAll(TrustedKeys.warnings(key, now));
                return new SignatureFinding(null, algorithms.refusals(), key, List.copyOf(warnings));
            }
        }
        var expected = keys.stream().map(SigningKey::fingerprint).toList();
        var why = SIGNATURE_INVALID.because(
                Evidence.of("expected", expected).and("problem", "the query's signature holds under no trusted key"));
        return new SignatureFinding(why, algorithms.refusals(), null, List.of());
    }

    private boolean verifies(PublicKey key, String method, byte[] octets, byte[] value) {
        try {
            var algorithm = new SignatureAlgorithm(workshop, method);
            algorithm.initVerify(key);
            algorithm.update(octets);
            return algorithm.verify(key instanceof ECPublicKey ec ? concatenated(value, ec) : value);
        } catch (XMLSecurityException | IOException e) {
            return false; // a value that is none for this key
        }
    }

    // XML Signature writes r and s side by side; OpenSAML's redirects have them in DER, as the JDK makes them.
    private static byte[] concatenated(byte[] value, ECPublicKey key) throws IOException {
        int length = (key.getParams().getCurve().getField().getFieldSize() + 7) / 8;
        boolean der = value.length != 2 * length && value.length > 0 && value[0] == DER_SEQUENCE;
        return der ? ECDSAUtils.convertASN1toXMLDSIG(value, length) : value;
    }
}
