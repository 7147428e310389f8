package io.gatehouse.console.key;

import io.gatehouse.console.page.Moments;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.keys.KeyRotation;
import io.gatehouse.keys.KeyRotation.Published;
import io.gatehouse.keys.KeyRotation.State;
import io.gatehouse.keys.ServiceKeyUses;
import io.gatehouse.keys.ServiceKeyUses.Use;
import io.gatehouse.keys.ServiceKeys.Purpose;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Our own keys, so that whoever rolls one over sees when the old one can go. */
@Controller
class KeysController {
    private static final int MOST = 200;

    private final KeyRotation rotation;
    private final ServiceKeyUses uses;
    private final IdentityProviders providers;

    KeysController(KeyRotation rotation, ServiceKeyUses uses, IdentityProviders providers) {
        this.rotation = rotation;
        this.uses = uses;
        this.providers = providers;
    }

    @GetMapping("/console/keys")
    String show(Model model) {
        model.addAttribute(
                "purposes", Arrays.stream(Purpose.values()).map(this::ring).toList());
        return "console/keys";
    }

    private Ring ring(Purpose purpose) {
        return new Ring(
                purpose.code(),
                purpose == Purpose.SAML_ENCRYPTION,
                rotation.published(purpose).stream()
                        .map(published -> line(published, purpose))
                        .toList());
    }

    private Line line(Published published, Purpose purpose) {
        var key = published.key();
        return new Line(
                key.keyId(),
                key.fingerprint(),
                published.state().code(),
                published.state() == State.CURRENT,
                Moments.minute(key.publishedFrom()),
                Moments.minute(key.usedFrom()),
                Moments.minute(key.publishedUntil()),
                purpose == Purpose.SAML_ENCRYPTION
                        ? uses.of(key.keyId(), MOST).stream().map(this::user).toList()
                        : List.of());
    }

    private User user(Use use) {
        var partner = providers
                .find(new RegistrationId(use.usedBy()))
                .map(provider -> provider.partner().value())
                .orElse("");
        return new User(use.usedBy(), partner, Moments.minute(use.lastUsed()));
    }

    /**
     * The published keys of one purpose, the newest first.
     *
     * @param tellsUsers whether it is known who uses which
     */
    record Ring(String purpose, boolean tellsUsers, List<Line> keys) {}

    record Line(
            String id,
            String fingerprint,
            String state,
            boolean current,
            String publishedFrom,
            String usedFrom,
            String publishedUntil,
            List<User> users) {}

    /** An identity provider that encrypted to a key. */
    record User(String provider, String partner, String last) {}
}
