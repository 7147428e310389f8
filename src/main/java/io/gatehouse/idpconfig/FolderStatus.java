package io.gatehouse.idpconfig;

import io.gatehouse.partner.PartnerId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What became of each partner's folder, for whoever has to know. */
@Component
public class FolderStatus {
    private final FolderOutcomes outcomes;

    FolderStatus(FolderOutcomes outcomes) {
        this.outcomes = outcomes;
    }

    /**
     * What became of one.
     *
     * @param status {@code applied}, {@code refused} (the last good configuration serves) or {@code removed}
     * @param findings each in one line
     */
    public record Outcome(String status, List<String> findings) {}

    /** What became of the folder of this partner, if there ever was one. */
    public Optional<Outcome> of(PartnerId partner) {
        return outcomes.find(partner.value())
                .map(outcome -> new Outcome(outcome.status().code(), outcome.findings()));
    }
}
