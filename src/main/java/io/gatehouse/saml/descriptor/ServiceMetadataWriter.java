package io.gatehouse.saml.descriptor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.ProviderSettings.SignAuthnRequests;
import io.gatehouse.keys.ServiceKeys.ServiceKey;
import java.util.List;
import net.shibboleth.utilities.java.support.xml.SerializeSupport;
import org.opensaml.core.xml.io.MarshallingException;
import org.opensaml.saml.common.xml.SAMLConstants;
import org.opensaml.saml.saml2.metadata.AssertionConsumerService;
import org.opensaml.saml.saml2.metadata.KeyDescriptor;
import org.opensaml.saml.saml2.metadata.NameIDFormat;
import org.opensaml.saml.saml2.metadata.SPSSODescriptor;
import org.opensaml.saml.saml2.metadata.SingleLogoutService;
import org.opensaml.saml.saml2.metadata.impl.AssertionConsumerServiceBuilder;
import org.opensaml.saml.saml2.metadata.impl.EncryptionMethodBuilder;
import org.opensaml.saml.saml2.metadata.impl.EntityDescriptorBuilder;
import org.opensaml.saml.saml2.metadata.impl.EntityDescriptorMarshaller;
import org.opensaml.saml.saml2.metadata.impl.KeyDescriptorBuilder;
import org.opensaml.saml.saml2.metadata.impl.NameIDFormatBuilder;
import org.opensaml.saml.saml2.metadata.impl.SPSSODescriptorBuilder;
import org.opensaml.saml.saml2.metadata.impl.SingleLogoutServiceBuilder;
import org.opensaml.security.SecurityException;
import org.opensaml.security.credential.UsageType;
import org.opensaml.security.x509.BasicX509Credential;
import org.opensaml.xmlsec.encryption.support.EncryptionConstants;
import org.opensaml.xmlsec.keyinfo.impl.X509KeyInfoGeneratorFactory;
import org.springframework.security.saml2.core.OpenSamlInitializationService;
import org.springframework.stereotype.Component;

/** Writes our metadata for one connection (SAML Metadata 2.4.4). */
@Component
final class ServiceMetadataWriter {
    static {
        OpenSamlInitializationService.initialize();
    }

    // What a provider may encrypt with, best first: authenticated ciphers and OAEP only.
    private static final List<String> CIPHERS = List.of(
            EncryptionConstants.ALGO_ID_BLOCKCIPHER_AES256_GCM,
            EncryptionConstants.ALGO_ID_BLOCKCIPHER_AES128_GCM,
            EncryptionConstants.ALGO_ID_KEYTRANSPORT_RSAOAEP11,
            EncryptionConstants.ALGO_ID_KEYTRANSPORT_RSAOAEP);

    private final ServiceAddresses addresses;
    private final EntityDescriptorMarshaller marshaller = new EntityDescriptorMarshaller();

    ServiceMetadataWriter(ServiceAddresses addresses) {
        this.addresses = addresses;
    }

    byte[] write(IdentityProvider provider, List<ServiceKey> signing, List<ServiceKey> encryption) {
        var entity = new EntityDescriptorBuilder().buildObject();
        entity.setEntityID(addresses.entityId(provider.id()));
        try {
            entity.getRoleDescriptors().add(role(provider, signing, encryption));
            return SerializeSupport.nodeToString(marshaller.marshall(entity)).getBytes(UTF_8);
        } catch (MarshallingException | SecurityException e) {
            throw new IllegalStateException("our metadata could not be written", e);
        }
    }

    private SPSSODescriptor role(IdentityProvider provider, List<ServiceKey> signing, List<ServiceKey> encryption)
            throws SecurityException {
        var role = new SPSSODescriptorBuilder().buildObject();
        role.addSupportedProtocol(SAMLConstants.SAML20P_NS);
        role.setAuthnRequestsSigned(signs(provider));
        // A wish, not a condition: we take a signed response too, but providers that read this (Keycloak, Shibboleth)
        // then sign the assertion itself, which stays provable when it is encrypted.
        role.setWantAssertionsSigned(true);
        for (ServiceKey key : signing) {
            role.getKeyDescriptors().add(descriptor(key, UsageType.SIGNING));
        }
        for (ServiceKey key : encryption) {
            KeyDescriptor descriptor = descriptor(key, UsageType.ENCRYPTION);
            for (String algorithm : CIPHERS) {
                var method = new EncryptionMethodBuilder().buildObject();
                method.setAlgorithm(algorithm);
                descriptor.getEncryptionMethods().add(method);
            }
            role.getKeyDescriptors().add(descriptor);
        }
        role.getSingleLogoutServices().add(logout(provider, SAMLConstants.SAML2_REDIRECT_BINDING_URI));
        role.getSingleLogoutServices().add(logout(provider, SAMLConstants.SAML2_POST_BINDING_URI));
        String format = provider.version().settings().nameIdFormat();
        if (format != null) {
            NameIDFormat element = new NameIDFormatBuilder().buildObject();
            element.setURI(format);
            role.getNameIDFormats().add(element);
        }
        role.getAssertionConsumerServices().add(consumer(provider));
        return role;
    }

    private AssertionConsumerService consumer(IdentityProvider provider) {
        var service = new AssertionConsumerServiceBuilder().buildObject();
        service.setBinding(SAMLConstants.SAML2_POST_BINDING_URI);
        service.setLocation(addresses.assertionConsumerService(provider.id()));
        service.setIndex(0);
        service.setIsDefault(true);
        return service;
    }

    private SingleLogoutService logout(IdentityProvider provider, String binding) {
        var service = new SingleLogoutServiceBuilder().buildObject();
        service.setBinding(binding);
        service.setLocation(addresses.singleLogoutService(provider.id()));
        return service;
    }

    private static boolean signs(IdentityProvider provider) {
        var metadata = provider.version().metadata();
        return provider.version().settings().signAuthnRequests() == SignAuthnRequests.ALWAYS
                || (metadata != null && metadata.wantAuthnRequestsSigned());
    }

    private static KeyDescriptor descriptor(ServiceKey key, UsageType use) throws SecurityException {
        var shown = new X509KeyInfoGeneratorFactory();
        shown.setEmitEntityCertificate(true);
        var descriptor = new KeyDescriptorBuilder().buildObject();
        descriptor.setUse(use);
        descriptor.setKeyInfo(shown.newInstance().generate(new BasicX509Credential(key.certificate())));
        return descriptor;
    }
}
