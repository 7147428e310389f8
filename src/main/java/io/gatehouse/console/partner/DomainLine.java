package io.gatehouse.console.partner;

import io.gatehouse.console.page.Actors;
import io.gatehouse.console.page.Moments;
import io.gatehouse.partner.DomainProof;

/**
 * A domain on its partner's page.
 *
 * @param how {@code dns}, {@code word} or {@code file}; empty while it is only claimed
 * @param by who gave their word; empty if nobody did
 */
public record DomainLine(
        String domain,
        boolean proved,
        String provedAt,
        String how,
        String by,
        String challengeName,
        String challenge,
        String checkedAt) {
    static DomainLine of(DomainProof proof, Actors actors) {
        var how = proof.how();
        return new DomainLine(
                proof.domain(),
                proof.proved(),
                Moments.minute(proof.provedAt()),
                how == null ? "" : how.code(),
                actors.shown(proof.provedBy()),
                proof.challengeName(),
                proof.challenge(),
                Moments.minute(proof.checkedAt()));
    }
}
