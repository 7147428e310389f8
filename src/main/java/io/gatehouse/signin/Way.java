package io.gatehouse.signin;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.guide.VendorGuides;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.identityprovider.metadata.Vendor;
import io.gatehouse.partner.Partner;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One of several identity providers, as a person can tell them apart.
 *
 * @param name the partner and whose software it is; the id too where that is said of another one as well
 * @param host where it is
 * @param chosen whether it is the one to take unless somebody knows better: the only one
 */
record Way(String id, String name, String host, boolean chosen) {
    static List<Way> of(Partner partner, List<IdentityProvider> providers, VendorGuides vendors) {
        var names = providers.stream().map(p -> name(partner, p, vendors)).toList();
        return providers.stream()
                .map(p -> {
                    var name = name(partner, p, vendors);
                    boolean alone = names.stream().filter(name::equals).count() == 1;
                    return new Way(
                            p.id().value(), alone ? name : name + " (" + p.id() + ")", host(p), providers.size() == 1);
                })
                .toList();
    }

    private static String name(Partner partner, IdentityProvider provider, VendorGuides vendors) {
        return Optional.ofNullable(provider.version().metadata())
                .map(IdpMetadata::vendor)
                .filter(vendor -> vendor != Vendor.GENERIC)
                .map(vendor -> partner.name() + " · " + vendors.of(vendor).name())
                .orElse(partner.name());
    }

    private static String host(IdentityProvider provider) {
        return Optional.ofNullable(provider.version().metadata())
                .flatMap(IdpMetadata::preferredSignOn)
                .map(e -> URI.create(e.location()).getHost())
                .orElse("");
    }
}
