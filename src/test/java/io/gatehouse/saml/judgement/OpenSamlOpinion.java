package io.gatehouse.saml.judgement;

import java.io.ByteArrayInputStream;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import net.shibboleth.utilities.java.support.xml.XMLParserException;
import org.jspecify.annotations.NullUnmarked;
import org.opensaml.core.xml.config.XMLObjectProviderRegistrySupport;
import org.opensaml.core.xml.io.UnmarshallingException;
import org.opensaml.saml.common.SignableSAMLObject;
import org.opensaml.saml.saml2.core.Assertion;
import org.opensaml.saml.saml2.core.EncryptedAssertion;
import org.opensaml.saml.saml2.core.Response;
import org.opensaml.saml.saml2.encryption.Decrypter;
import org.opensaml.saml.saml2.encryption.EncryptedElementTypeEncryptedKeyResolver;
import org.opensaml.saml.security.impl.SAMLSignatureProfileValidator;
import org.opensaml.security.credential.BasicCredential;
import org.opensaml.security.credential.Credential;
import org.opensaml.security.credential.CredentialSupport;
import org.opensaml.xmlsec.encryption.support.ChainingEncryptedKeyResolver;
import org.opensaml.xmlsec.encryption.support.DecryptionException;
import org.opensaml.xmlsec.encryption.support.InlineEncryptedKeyResolver;
import org.opensaml.xmlsec.encryption.support.SimpleRetrievalMethodEncryptedKeyResolver;
import org.opensaml.xmlsec.keyinfo.impl.CollectionKeyInfoCredentialResolver;
import org.opensaml.xmlsec.signature.support.SignatureException;
import org.opensaml.xmlsec.signature.support.SignatureValidator;
import org.springframework.security.saml2.core.OpenSamlInitializationService;

/**
 * What OpenSAML makes of a response, left to itself: its parser, its objects, its decrypter, its signature profile and its
 * signature validation, put together as Spring Security does. Conditions are not looked at: the question is whose word it is
 * and what it says.
 */
@NullUnmarked // the library does not say what may be null
record OpenSamlOpinion(List<X509Certificate> trusted, List<PrivateKey> decryptionKeys) {
    static {
        OpenSamlInitializationService.initialize();
    }

    /** What it says. */
    sealed interface Opinion {
        /** Somebody trusted signed the response, or else each of its assertions. */
        record Vouched(Response response, List<Assertion> assertions) implements Opinion {}

        /** Not this. */
        record Refused(Exception why) implements Opinion {}
    }

    static OpenSamlOpinion asIn(Judging judging) {
        return new OpenSamlOpinion(judging.certificates(), judging.decryptionKeys());
    }

    Opinion of(byte[] bytes) {
        try {
            var document = XMLObjectProviderRegistrySupport.getParserPool().parse(new ByteArrayInputStream(bytes));
            var root = document.getDocumentElement();
            var unmarshaller =
                    XMLObjectProviderRegistrySupport.getUnmarshallerFactory().getUnmarshaller(root);
            if (unmarshaller == null || !(unmarshaller.unmarshall(root) instanceof Response response)) {
                return new Opinion.Refused(new UnmarshallingException("no Response"));
            }
            return new Opinion.Vouched(response, vouched(response));
        } catch (XMLParserException | UnmarshallingException | SignatureException | DecryptionException e) {
            return new Opinion.Refused(e);
        } catch (RuntimeException e) {
            return new Opinion.Refused(e); // it was not made to meet some of these
        }
    }

    private List<Assertion> vouched(Response response) throws SignatureException, DecryptionException {
        boolean whole = response.isSigned();
        if (whole) {
            verify(response);
        }
        var assertions = new ArrayList<>(response.getAssertions());
        for (EncryptedAssertion encrypted : response.getEncryptedAssertions()) {
            assertions.add(decrypter().decrypt(encrypted));
        }
        for (Assertion assertion : assertions) {
            if (assertion.isSigned()) {
                verify(assertion);
            } else if (!whole) {
                throw new SignatureException("nobody signed " + assertion.getID());
            }
        }
        if (assertions.isEmpty() && !whole) {
            throw new SignatureException("nobody signed anything");
        }
        return assertions;
    }

    private void verify(SignableSAMLObject signed) throws SignatureException {
        new SAMLSignatureProfileValidator().validate(signed.getSignature());
        SignatureException last = new SignatureException("nobody is trusted");
        for (X509Certificate certificate : trusted) {
            try {
                SignatureValidator.validate(signed.getSignature(), new BasicCredential(certificate.getPublicKey()));
                return;
            } catch (SignatureException e) {
                last = e;
            }
        }
        throw last;
    }

    private Decrypter decrypter() {
        var keys = decryptionKeys.stream()
                .<Credential>map(key -> CredentialSupport.getSimpleCredential(trusted.getFirst(), key))
                .toList();
        var resolver = new ChainingEncryptedKeyResolver(List.of(
                new InlineEncryptedKeyResolver(),
                new EncryptedElementTypeEncryptedKeyResolver(),
                new SimpleRetrievalMethodEncryptedKeyResolver()));
        var decrypter = new Decrypter(null, new CollectionKeyInfoCredentialResolver(keys), resolver);
        decrypter.setRootInNewDocument(true);
        return decrypter;
    }
}
