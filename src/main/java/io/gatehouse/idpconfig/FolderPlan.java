package io.gatehouse.idpconfig;

import io.gatehouse.idpconfig.yaml.ConfigFinding;
import java.util.List;
import java.util.Locale;

/** What applying a folder would change of what is live. */
public sealed interface FolderPlan {
    /** The folder can't be read, so nothing would be changed. */
    record Unusable(String why) implements FolderPlan {}

    /** It can; a partner at a time, by name. */
    record Planned(List<Partner> partners) implements FolderPlan {
        /** Whether anything would be changed or refused. */
        public boolean saysAnything() {
            return partners.stream().anyMatch(p -> p.what() != What.UNCHANGED);
        }
    }

    /**
     * One partner.
     *
     * @param changes in words; none if it is refused or unchanged
     * @param findings why it would be refused, and warnings
     */
    record Partner(String folder, What what, List<String> changes, List<ConfigFinding> findings) {}

    /** What would become of a partner. */
    enum What {
        CREATED,
        CHANGED,
        RETIRED,
        UNCHANGED,
        REFUSED;

        /** The word in text and JSON. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
