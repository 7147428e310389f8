package io.gatehouse.idpconfig.folder;

import io.gatehouse.idpconfig.yaml.ConfigFinding;
import java.util.List;
import java.util.stream.Stream;

/** What came of reading the whole folder. */
public sealed interface FolderReading {
    /** It can't be read, which says nothing about any partner. */
    record Unusable(String why) implements FolderReading {}

    /**
     * It was read.
     *
     * @param partners the folders that declare a partner or try to, by name; emptied ones are not among them
     * @param loose findings that belong to no partner
     */
    record Read(List<PartnerReading> partners, List<ConfigFinding> loose) implements FolderReading {
        /** Every finding. */
        public List<ConfigFinding> findings() {
            return Stream.concat(loose.stream(), partners.stream().flatMap(p -> p.findings().stream()))
                    .toList();
        }
    }
}
