package io.gatehouse.idpconfig;

import io.gatehouse.partner.PartnerId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** How the folder's partners stand: which were applied when last read, and which keep what they had because of findings. */
@Service
public class FolderStates {
    private final FolderOutcomes outcomes;

    FolderStates(FolderOutcomes outcomes) {
        this.outcomes = outcomes;
    }

    /**
     * How one stands.
     *
     * @param folder the folder's name below the root
     * @param findings as the lint prints them; not all of an applied one are harmless
     */
    public record State(String folder, boolean refused, List<String> findings) {
        /** The same as the partner's own administrators may read it. */
        public State forItsPartner() {
            return new State(folder, refused, OwnFindings.of(findings));
        }
    }

    /** The folder of this partner, if it has one. */
    public Optional<State> of(PartnerId partner) {
        return outcomes.find(partner.value()).map(FolderStates::state);
    }

    /** The folders that were refused when last read. */
    public List<State> refused() {
        return outcomes.all().stream()
                .map(FolderStates::state)
                .filter(State::refused)
                .toList();
    }

    private static State state(FolderOutcome outcome) {
        return new State(outcome.folder(), outcome.status() == FolderOutcome.Status.REFUSED, outcome.findings());
    }
}
