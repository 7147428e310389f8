package io.gatehouse.signin.flight;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.gatehouse.account.AccountId;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.PartnerId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in in flight. It only moves forward, from kind to kind; each holds what is known by then and nothing more. It
 * travels sealed in a cookie, so that no node and no table keeps it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SignIn.Started.class, name = "started"),
    @JsonSubTypes.Type(value = SignIn.Chosen.class, name = "chosen"),
    @JsonSubTypes.Type(value = SignIn.Proven.class, name = "proven"),
    @JsonSubTypes.Type(value = SignIn.Assured.class, name = "assured")
})
public sealed interface SignIn {
    /** What stays the same. */
    Journey journey();

    /** Somebody is at the door; perhaps the link says of which partner. */
    record Started(Journey journey, @Nullable PartnerId partner) implements SignIn {}

    /**
     * They chose, or their e-mail domain chose, how and to whom to prove themselves.
     *
     * @param provider for single sign-on, and only for it
     */
    record Chosen(
            Journey journey,
            PartnerId partner,
            AuthenticationType type,
            @Nullable RegistrationId provider,
            @Nullable String email)
            implements SignIn {
        public Chosen {
            if ((type == AuthenticationType.SSO) != (provider != null)) {
                throw new IllegalArgumentException("an identity provider belongs to single sign-on, and only to it");
            }
        }

        /** Single sign-on at this provider. */
        public static Chosen sso(Journey journey, PartnerId partner, RegistrationId provider, @Nullable String email) {
            return new Chosen(journey, partner, AuthenticationType.SSO, provider, email);
        }
    }

    /** The first factor is proved, and whose account it is. */
    record Proven(Journey journey, PartnerId partner, AccountId account, Proof proof) implements SignIn {}

    /** The second factor is proved too, by {@code totp} or {@code recovery-code}, while this authenticator was active. */
    record Assured(Journey journey, PartnerId partner, AccountId account, Proof proof, String by, UUID authenticator)
            implements SignIn {}
}
