package io.gatehouse.idpconfig;

import java.util.List;
import java.util.Locale;

/**
 * What became of a partner's folder.
 *
 * @param folder its name, which is the partner's id if it is a valid one
 * @param findings each in one line
 */
record FolderOutcome(String folder, String contentHash, Status status, List<String> findings) {
    enum Status {
        APPLIED,
        REFUSED,
        REMOVED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
