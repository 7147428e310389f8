package io.gatehouse.saml.descriptor;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.keys.ServiceKeys;
import io.gatehouse.keys.ServiceKeys.Purpose;
import io.gatehouse.keys.ServiceKeys.ServiceKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves our metadata, for drafts without a provider's metadata too: the provider's side needs ours first. */
@RestController
final class ServiceMetadataController {
    private static final MediaType SAML_METADATA = MediaType.parseMediaType("application/samlmetadata+xml");

    private final Function<RegistrationId, Optional<IdentityProvider>> providers;
    private final Function<Purpose, List<ServiceKey>> keys;
    private final ServiceMetadataWriter writer;

    @Autowired
    ServiceMetadataController(IdentityProviders providers, ServiceKeys keys, ServiceMetadataWriter writer) {
        this(providers::find, keys::all, writer);
    }

    ServiceMetadataController(
            Function<RegistrationId, Optional<IdentityProvider>> providers,
            Function<Purpose, List<ServiceKey>> keys,
            ServiceMetadataWriter writer) {
        this.providers = providers;
        this.keys = keys;
        this.writer = writer;
    }

    @GetMapping(ServiceAddresses.METADATA)
    ResponseEntity<byte[]> metadata(@PathVariable("registrationId") String registrationId) {
        if (!RegistrationId.isOne(registrationId)) {
            return ResponseEntity.notFound().build();
        }
        return providers
                .apply(new RegistrationId(registrationId))
                .map(this::answer)
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private ResponseEntity<byte[]> answer(IdentityProvider provider) {
        byte[] document = writer.write(provider, keys.apply(Purpose.SAML_SIGNING), keys.apply(Purpose.SAML_ENCRYPTION));
        return ResponseEntity.ok()
                .contentType(SAML_METADATA)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + provider.id() + "-sp-metadata.xml\"")
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .eTag(tag(document))
                .body(document);
    }

    private static String tag(byte[] document) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(document), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
