package io.gatehouse.idpconfig.folder;

import io.gatehouse.idpconfig.yaml.Place;
import io.gatehouse.partner.Partner;
import java.util.List;
import java.util.Map;

/**
 * A partner and its connections as the file wants them.
 *
 * @param domainPlaces where each of the partner's domains stands
 */
public record PartnerDeclaration(
        Partner partner, Map<String, Place> domainPlaces, List<ProviderDeclaration> providers) {
    public PartnerDeclaration {
        domainPlaces = Map.copyOf(domainPlaces);
        providers = List.copyOf(providers);
    }
}
