package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.identityprovider.RegistrationId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells of refused activations for callers who take back their whole transaction, and with it what was told in it. */
@Component
public class RefusedActivations {
    private final ProviderStory story;

    RefusedActivations(ProviderStory story) {
        this.story = story;
    }

    /** Tells of this step if it was refused, in the current transaction or one of its own. */
    @Transactional
    public void tell(RegistrationId id, Step step, Change by) {
        story.refused(id, step, by);
    }
}
