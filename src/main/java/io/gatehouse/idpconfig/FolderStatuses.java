package io.gatehouse.idpconfig;

import io.gatehouse.idpconfig.FolderOutcome.Status;
import io.gatehouse.idpconfig.FolderOutcomes.Kept;
import io.gatehouse.idpconfig.folder.ConfigFolder;
import io.gatehouse.partner.PartnerId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** For administrators: what became of each partner's folder, and where what is live has gone another way. */
@Component
public class FolderStatuses {
    private final FolderOutcomes files;
    private final FolderLoader loader;
    private final ConfigFolder reader;
    private final FolderPlans plans;
    private final IdpConfigProperties properties;

    FolderStatuses(
            FolderOutcomes files,
            FolderLoader loader,
            ConfigFolder reader,
            FolderPlans plans,
            IdpConfigProperties properties) {
        this.files = files;
        this.loader = loader;
        this.reader = reader;
        this.plans = plans;
        this.properties = properties;
    }

    /** Of one partner, with the drift as of now; nothing if it never came from a folder. */
    public Optional<FolderStatus> of(PartnerId partner) {
        return files.kept(partner.value()).map(kept -> status(kept, drift(kept, partner)));
    }

    /** All that are refused, by name; nobody looked for drift. */
    public List<FolderStatus> refused() {
        return files.refused().stream().map(kept -> status(kept, List.of())).toList();
    }

    /** By name after this one, at most so many, each with the drift as of now. */
    public List<FolderStatus> page(String after, int most) {
        return files.page(after, most).stream()
                .map(kept -> status(kept, drift(kept)))
                .toList();
    }

    /** The whole folder, as this node found it. */
    public FolderRoot root() {
        return new FolderRoot(properties.idpConfig().toString(), loader.unusable(), loader.loose());
    }

    // A folder of any name may be refused, and one that is no partner's id has nothing live to compare it with.
    private List<String> drift(Kept kept) {
        var name = kept.outcome().folder();
        return PartnerId.isOne(name) ? drift(kept, new PartnerId(name)) : List.of();
    }

    private List<String> drift(Kept kept, PartnerId partner) {
        if (kept.outcome().status() == Status.REMOVED) {
            return List.of();
        }
        return reader.read(properties.idpConfig(), partner)
                .map(plans::differences)
                .orElseGet(() -> List.of("this node has no folder of this partner"));
    }

    private static FolderStatus status(Kept kept, List<String> drift) {
        var outcome = kept.outcome();
        return new FolderStatus(
                outcome.folder(),
                outcome.file(),
                outcome.status().code(),
                outcome.contentHash(),
                kept.appliedHash(),
                kept.at(),
                outcome.findings(),
                drift);
    }
}
