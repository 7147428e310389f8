package io.gatehouse.console.connect;

import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.connect.ConnectLinks;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.DomainProofs;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import io.gatehouse.partner.SecondFactorPolicy;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.TestOperator;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.transaction.support.TransactionOperations;

/** Partners made by hand, links into them, and forms with a file, on a gateway. */
public record TestConnecting(Gateway gateway) {
    /** A new one with its domain, that people come into by their company's provider only. */
    public PartnerId partner(String id, String name) {
        return partner(id, name, Set.of(AuthenticationType.SSO));
    }

    /** A new one, that people come into so. */
    public PartnerId partner(String id, String name, Set<AuthenticationType> types) {
        var partner = new Partner(
                new PartnerId(id),
                name,
                Set.of(id + ".example"),
                types,
                false,
                null,
                SecondFactorPolicy.REQUIRED,
                null);
        gateway.bean(TransactionOperations.class)
                .executeWithoutResult(_ -> gateway.bean(Partners.class).save(partner));
        gateway.bean(DomainProofs.class).vouch(partner.id(), id + ".example", "test", Origin.INTERNAL);
        return partner.id();
    }

    /** The connection whose id begins so, before its random end. */
    public String id(String begins) {
        return gateway.jdbc()
                .sql("select id from identity_provider where id like :begins || '-____'")
                .param("begins", begins)
                .query(String.class)
                .single();
    }

    /** The way in for its administrator. */
    public ConnectLinks.Made link(PartnerId partner) {
        return gateway.bean(ConnectLinks.class).make(partner, "cli", Origin.INTERNAL);
    }

    /** A browser with a session of this partner, on its first page. */
    HttpBrowser.Page begun(HttpBrowser browser, PartnerId partner) {
        return browser.get(link(partner).address()).submit("/connect/");
    }

    /** Somebody of the console on the first page of this partner, by the button on its page there. */
    HttpBrowser.Page begun(TestOperator who, PartnerId partner) {
        return who.sees("/console/partners/" + partner).submit("/connect");
    }

    /** Posts fields, and bytes as the file {@code file}, as browsers do forms with a file. */
    static HttpBrowser.Page post(HttpBrowser browser, URI address, Map<String, String> fields, String file) {
        var boundary = "----" + UUID.randomUUID();
        var body = new StringBuilder();
        fields.forEach((name, value) -> body.append(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, name, value)));
        if (!file.isEmpty()) {
            body.append(
                    "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"idp.xml\"\r\nContent-Type: text/xml\r\n\r\n%s\r\n"
                            .formatted(boundary, file));
        }
        body.append("--").append(boundary).append("--\r\n");
        return browser.post(address, "multipart/form-data; boundary=" + boundary, body.toString());
    }
}
