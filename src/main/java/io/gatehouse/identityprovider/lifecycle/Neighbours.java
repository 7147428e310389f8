package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.identityprovider.entity.EntityClaim;
import io.gatehouse.identityprovider.metadata.Finding;
import io.gatehouse.identityprovider.metadata.MetadataReader;
import io.gatehouse.identityprovider.metadata.MetadataReading;
import io.gatehouse.identityprovider.metadata.Terms;
import io.gatehouse.identityprovider.version.VersionRows;
import io.gatehouse.partner.PartnerId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a document is beside the connections that there are. */
@Component
public class Neighbours {
    private final VersionRows versions;
    private final MetadataReader reader;

    Neighbours(VersionRows versions, MetadataReader reader) {
        this.versions = versions;
        this.reader = reader;
    }

    /**
     * Reads a document that is no connection yet, as one would be judged that nothing else is said of.
     *
     * @param entityId which of several asserting parties is meant
     * @param partner whom it is for, if that is known; everybody else's connections are another partner's
     * @param onlyOurs whoever asks may know of that partner's connections alone
     */
    public MetadataReading read(
            byte[] document, @Nullable String entityId, @Nullable PartnerId partner, boolean onlyOurs) {
        var reading = reader.read(document, entityId, Terms.USUAL);
        if (reading.metadata() == null) {
            return reading;
        }
        var claim = new EntityClaim(null, partner, reading.metadata().entityId());
        Predicate<EntityClaim> seen =
                other -> !onlyOurs || Optional.ofNullable(other.partner()).equals(Optional.ofNullable(partner));
        return reading.with(beside(claim, reading, seen));
    }

    /** Every finding of a reading that was accepted, with those that only the other connections bring about; worst first. */
    List<Finding> beside(EntityClaim claim, MetadataReading reading) {
        return beside(claim, reading, _ -> true);
    }

    private List<Finding> beside(EntityClaim claim, MetadataReading reading, Predicate<EntityClaim> seen) {
        var others = versions.claimsLike(claim.entityId()).stream().filter(seen).toList();
        return Stream.concat(
                        reading.findings().stream(), claim.beside(others, reading.vendor(), reading.place()).stream())
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }
}
