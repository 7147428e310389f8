package io.gatehouse.partner;

import io.gatehouse.audit.Origin;

/**
 * A partner was ended, in the current transaction. Whoever keeps something that lets people or programs of it in takes that
 * back in the same one.
 *
 * @param actor who ended it, as in events
 */
public record PartnerEnded(PartnerId partner, String actor, Origin origin) {}
