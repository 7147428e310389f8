package io.gatehouse.idpconfig;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a partner's folder stands to what is live.
 *
 * @param folder its name below the root, the partner's id if it is a valid one
 * @param file the partner's file, below the root
 * @param outcome what became of it when it last changed: {@code applied}, {@code refused} or {@code removed}
 * @param contentHash of what was judged then
 * @param appliedHash of what is in force; another than the content's after a refusal, null if nothing was ever applied
 * @param findings of then, each in one line
 * @param drift in words, what is live otherwise than this node's folder says it now
 */
public record FolderStatus(
        String folder,
        String file,
        String outcome,
        String contentHash,
        @Nullable String appliedHash,
        Instant at,
        List<String> findings,
        List<String> drift) {
    /** Whether what is live is of before, because of the findings. */
    public boolean refused() {
        return outcome.equals("refused");
    }

    /** The same as the partner's own administrators may read it. */
    public FolderStatus forItsPartner() {
        return new FolderStatus(folder, file, outcome, contentHash, appliedHash, at, OwnFindings.of(findings), drift);
    }
}
