package io.gatehouse.idpconfig;

import io.gatehouse.idpconfig.folder.PartnerDeclaration;
import io.gatehouse.idpconfig.yaml.Findings;
import io.gatehouse.idpconfig.yaml.Place;
import io.gatehouse.partner.PartnerId;
import java.util.Map;

/** Domains that a declaration wants and another partner has. */
final class TakenDomains {
    private TakenDomains() {}

    static void report(Map<String, PartnerId> taken, PartnerDeclaration declared, Findings findings) {
        taken.forEach((domain, owner) -> findings.error(
                declared.domainPlaces().getOrDefault(domain, Place.START),
                "domain-taken",
                "The domain '" + domain + "' is the partner " + owner + "'s.",
                "take it from that partner first; one whose folder is gone is ended in the console or by API"));
    }
}
