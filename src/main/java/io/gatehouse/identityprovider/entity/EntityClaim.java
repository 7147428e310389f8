package io.gatehouse.identityprovider.entity;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.metadata.Finding;
import io.gatehouse.identityprovider.metadata.Position;
import io.gatehouse.identityprovider.metadata.Rule;
import io.gatehouse.identityprovider.metadata.Vendor;
import io.gatehouse.partner.PartnerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection's word that its identity provider is this one.
 *
 * @param id null for a document that is no connection yet
 * @param partner null if it is not known for whom
 */
public record EntityClaim(
        @Nullable RegistrationId id, @Nullable PartnerId partner, String entityId) {
    // Whoever shares a tenant with a hundred others learns nothing from the eleventh.
    private static final int MOST = 10;

    /**
     * What is to be said of it beside others, at the place of its document where it stands. One entityID behind several
     * connections is how Entra ID's applications look: worth knowing, no fault.
     */
    public List<Finding> beside(Collection<EntityClaim> others, Vendor vendor, Position place) {
        var found = new ArrayList<Finding>();
        for (var other : others) {
            rule(other)
                    .filter(_ -> found.size() < MOST)
                    .ifPresent(rule -> found.add(rule.at(vendor, place, words(rule, other))));
        }
        return List.copyOf(found);
    }

    private Optional<Rule> rule(EntityClaim other) {
        boolean ours = other.partner != null && other.partner.equals(partner);
        if (ours && other.id != null && other.id.equals(id)) {
            return Optional.empty();
        }
        if (other.entityId.equals(entityId)) {
            return Optional.of(ours ? Rule.ENTITY_ID_IN_USE : Rule.ENTITY_ID_OF_ANOTHER_PARTNER);
        }
        boolean alike = EntityLikeness.of(other.entityId).equals(EntityLikeness.of(entityId));
        return alike && !ours ? Optional.of(Rule.ENTITY_ID_LIKE_ANOTHERS) : Optional.empty();
    }

    private static String words(Rule rule, EntityClaim other) {
        return switch (rule) {
            case ENTITY_ID_IN_USE -> String.valueOf(other.id);
            case ENTITY_ID_LIKE_ANOTHERS -> other.entityId + " of " + other.id + " of the partner " + other.partner;
            default -> other.id + " of the partner " + other.partner;
        };
    }
}
