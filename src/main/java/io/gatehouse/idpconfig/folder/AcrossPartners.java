package io.gatehouse.idpconfig.folder;

import io.gatehouse.idpconfig.yaml.ConfigFinding;
import io.gatehouse.idpconfig.yaml.Findings;
import io.gatehouse.idpconfig.yaml.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What only all partners together can break: a domain or a provider id claimed twice. Both claims are refused, so that the
 * result does not depend on which folder is read first. And what is worth knowing: an identity provider of several.
 */
final class AcrossPartners {
    private record Claim(String file, Place place) {}

    private AcrossPartners() {}

    static List<PartnerReading> judge(List<PartnerReading> partners) {
        var domains = new TreeMap<String, List<Claim>>();
        var ids = new TreeMap<String, List<Claim>>();
        for (var partner : partners) {
            partner.declaration().ifPresent(declared -> {
                declared.domainPlaces().forEach((domain, place) -> claim(domains, domain, partner, place));
                declared.providers().forEach(p -> claim(ids, p.id().value(), partner, p.place()));
            });
        }
        var entities = new SharedEntities(partners);
        return partners.stream()
                .map(p -> p.with(conflicts(p, domains, ids)).with(entities.of(p)))
                .toList();
    }

    private static void claim(Map<String, List<Claim>> claims, String what, PartnerReading partner, Place place) {
        claims.computeIfAbsent(what, _ -> new ArrayList<>()).add(new Claim(partner.file(), place));
    }

    private static List<ConfigFinding> conflicts(
            PartnerReading partner, Map<String, List<Claim>> domains, Map<String, List<Claim>> ids) {
        var findings = new Findings(partner.file());
        domains.forEach((domain, claims) -> report(
                findings,
                partner,
                claims,
                "domain-claimed-twice",
                "The domain '" + domain + "'",
                "leave it to one of them"));
        ids.forEach((id, claims) -> report(
                findings,
                partner,
                claims,
                "provider-id-twice",
                "The id '" + id + "'",
                "choose another; ids are unique over all partners"));
        return findings.all();
    }

    private static void report(
            Findings findings, PartnerReading partner, List<Claim> claims, String rule, String what, String fix) {
        for (var mine : claims) {
            claims.stream()
                    .filter(other -> mine.file().equals(partner.file()) && !other.equals(mine))
                    .findFirst()
                    .ifPresent(other -> findings.error(
                            mine.place(),
                            rule,
                            what + " is also in " + other.file() + " line "
                                    + other.place().line() + ".",
                            fix));
        }
    }
}
