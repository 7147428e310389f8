package io.gatehouse.identityprovider.metadata;

import java.security.PublicKey;
import java.util.List;

/**
 * What a connection's settings ask of its metadata.
 *
 * @param signers whose signature it must carry, one of them; none if it need not
 * @param httpEndpoints people may be sent to plain http, and to hosts without a name
 * @param signsAlways requests are signed, whether the metadata asks for that or not
 */
public record Terms(List<PublicKey> signers, boolean httpEndpoints, boolean signsAlways) {
    /** Those of a connection that nothing is said of. */
    public static final Terms USUAL = new Terms(List.of(), false, false);
}
