package io.gatehouse.idpconfig.folder;

import io.gatehouse.identityprovider.entity.EntityClaim;
import io.gatehouse.identityprovider.entity.EntityLikeness;
import io.gatehouse.identityprovider.metadata.MetadataReading;
import io.gatehouse.idpconfig.yaml.ConfigFinding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which identity providers of a folder are the same, or look the same, by the metadata that lies in it. */
final class SharedEntities {
    private record Declared(EntityClaim claim, String file, MetadataReading reading) {}

    private final Map<String, List<Declared>> byLikeness = new HashMap<>();
    private final Map<String, List<Declared>> byFolder = new HashMap<>();

    SharedEntities(List<PartnerReading> partners) {
        partners.forEach(partner -> partner.declaration()
                .ifPresent(declared -> declared.providers().forEach(provider -> add(partner, declared, provider))));
    }

    private void add(PartnerReading partner, PartnerDeclaration declared, ProviderDeclaration provider) {
        if (provider.metadata() instanceof MetadataSource.File(var name, var bytes, var reading)
                && reading.metadata() != null) {
            var entityId = reading.metadata().entityId();
            var one = new Declared(
                    new EntityClaim(provider.id(), declared.partner().id(), entityId),
                    partner.folder() + "/" + name,
                    reading);
            byLikeness
                    .computeIfAbsent(EntityLikeness.of(entityId), _ -> new ArrayList<>())
                    .add(one);
            byFolder.computeIfAbsent(partner.folder(), _ -> new ArrayList<>()).add(one);
        }
    }

    /** What is to be said of a partner's, each at its place in its file. */
    List<ConfigFinding> of(PartnerReading partner) {
        var found = new ArrayList<ConfigFinding>();
        for (var mine : byFolder.getOrDefault(partner.folder(), List.of())) {
            var others = byLikeness.getOrDefault(EntityLikeness.of(mine.claim.entityId()), List.of()).stream()
                    .map(Declared::claim)
                    .toList();
            mine.claim.beside(others, mine.reading.vendor(), mine.reading.place()).stream()
                    .map(finding -> MetadataFiles.carried(mine.file, finding))
                    .forEach(found::add);
        }
        return found;
    }
}
