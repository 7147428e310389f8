package io.gatehouse.idpconfig;

import io.gatehouse.idpconfig.folder.PartnerReading;
import io.gatehouse.idpconfig.yaml.ConfigFinding;
import java.util.List;
import java.util.Locale;

/**
 * What became of a partner's folder.
 *
 * @param folder its name, which is the partner's id if it is a valid one
 * @param findings each in one line
 */
record FolderOutcome(String folder, String contentHash, Status status, List<String> findings) {
    static FolderOutcome of(PartnerReading reading, Status status) {
        var findings = reading.findings().stream().map(ConfigFinding::toString).toList();
        return new FolderOutcome(reading.folder(), reading.contentHash(), status, findings);
    }

    enum Status {
        APPLIED,
        REFUSED,
        REMOVED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
