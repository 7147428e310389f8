package io.gatehouse.idpconfig.folder;

import io.gatehouse.idpconfig.yaml.Findings;
import io.gatehouse.idpconfig.yaml.Quoted;
import io.gatehouse.idpconfig.yaml.Text;
import org.jspecify.annotations.Nullable;

/**
 * Where a partner is declared: in the folder of its name, or in a body sent to an address.
 *
 * @param name what the partner's id must be; null if any will do
 * @param source the file, or null for a body
 */
record Owner(@Nullable String name, @Nullable String source) {
    static Owner folder(String name) {
        return new Owner(name, name + "/" + PartnerFolder.FILE);
    }

    static Owner address(@Nullable String name) {
        return new Owner(name, null);
    }

    /** What to do if the id is missing. */
    String missing() {
        return "add partner: " + (name == null ? "its id, of 1 to 64 of a-z, 0-9 and -" : name);
    }

    /** What else must be the same as the id. */
    String alike() {
        return source == null ? "" : ", and name the folder the same";
    }

    /** Whether the partner that is declared is the one that is meant. */
    void judge(Text id, Findings findings) {
        if (name == null || id.value().equals(name)) {
            return;
        }
        var declared = "The partner is " + Quoted.of(id.value()) + " and the ";
        if (source == null) {
            findings.error(
                    id.place(),
                    "partner-not-address",
                    declared + "address " + Quoted.of(name) + ".",
                    "name the partner of the address; an id never changes");
        } else {
            findings.error(
                    id.place(),
                    "partner-not-folder",
                    declared + "folder " + Quoted.of(name) + ".",
                    "give both the same name");
        }
    }
}
