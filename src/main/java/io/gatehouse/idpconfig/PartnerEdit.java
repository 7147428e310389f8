package io.gatehouse.idpconfig;

import io.gatehouse.idpconfig.yaml.ConfigFinding;
import io.gatehouse.partner.Partner;
import java.util.List;

/** What came of editing a partner. Only {@link Done} changed anything. */
public sealed interface PartnerEdit {
    /** It is so now, with its events; the differences in words. */
    record Done(Partner partner, List<String> differences) implements PartnerEdit {}

    /** What the database, or the life of a connection, says against it; all of it was taken back. */
    record Refused(List<ConfigFinding> findings) implements PartnerEdit {}

    /** There is one of this id already. */
    record Exists() implements PartnerEdit {}

    /** There was one of this id, and it was ended. */
    record Ended() implements PartnerEdit {}

    /** There is none of this id. */
    record Unknown() implements PartnerEdit {}

    /** Somebody else changed it meanwhile. */
    record Stale() implements PartnerEdit {}

    /** It comes from this file, which is changed instead. */
    record ReadOnly(String file) implements PartnerEdit {}
}
