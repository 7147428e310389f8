package io.gatehouse.console.connect.wizard;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.guide.ServiceValues;
import io.gatehouse.keys.BaseUrl;
import io.gatehouse.keys.ServiceKeys;
import io.gatehouse.keys.Sha256;
import io.gatehouse.saml.SamlFilters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Their side: the vendor's steps in its own menu words, with our values to copy. */
@Controller
class GuideController {
    private final Workpieces workpieces;
    private final ServiceKeys keys;
    private final BaseUrl baseUrl;
    private final WizardPages pages;

    GuideController(Workpieces workpieces, ServiceKeys keys, BaseUrl baseUrl, WizardPages pages) {
        this.workpieces = workpieces;
        this.keys = keys;
        this.baseUrl = baseUrl;
        this.pages = pages;
    }

    /** One of our certificates, for who can't take our metadata. */
    record Shown(String use, String fingerprint, Instant until, String pem) {}

    @GetMapping("/connect/providers/{id}/guide")
    void show(HttpServletRequest request, HttpServletResponse response, @PathVariable("id") String id)
            throws IOException {
        var work = workpieces.of(request, id);
        var values = values(work.id());
        var certificates = List.of(
                shown("signing", ServiceKeys.Purpose.SAML_SIGNING),
                shown("encryption", ServiceKeys.Purpose.SAML_ENCRYPTION));
        var model = Map.of("values", values, "filled", work.guide().filled(values), "certificates", certificates);
        pages.show(request, response, "guide", "guide", work, null, model);
    }

    private ServiceValues values(RegistrationId id) {
        return new ServiceValues(at(SamlFilters.METADATA, id), at(SamlFilters.ARRIVAL, id), at(SamlFilters.LOGOUT, id));
    }

    private String at(String path, RegistrationId id) {
        return baseUrl.at(path.replace("{registrationId}", id.value()));
    }

    private Shown shown(String use, ServiceKeys.Purpose purpose) {
        var certificate = keys.current(purpose).certificate();
        byte[] der = der(certificate);
        var pem = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der)
                + "\n-----END CERTIFICATE-----";
        return new Shown(
                use,
                HexFormat.of().formatHex(Sha256.of(der)),
                certificate.getNotAfter().toInstant(),
                pem);
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("our own certificate", e);
        }
    }
}
