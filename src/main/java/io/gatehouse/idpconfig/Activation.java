package io.gatehouse.idpconfig;

import io.gatehouse.audit.EventDraft;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.idpconfig.folder.ProviderDeclaration;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.reason.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What applying a folder needs of partners, identity providers and login events; all in the caller's transaction. */
interface Activation {
    /** Advances with every change of configuration, whoever makes it. */
    long version();

    /** Lines up with every other node that changes configuration, until the transaction ends. */
    void lineUp();

    /** The partner as it is. */
    Optional<Partner> partner(PartnerId id);

    /** Which of its domains are another partner's, and whose. */
    Map<String, PartnerId> takenDomains(Partner partner);

    /** Keeps the partner. */
    void save(Partner partner);

    /** Makes a connection what was declared, with its own event; a refusal if that can't be. */
    Optional<Refusal> configure(PartnerId partner, ProviderDeclaration declared);

    /** The partner's connections that are not retired. */
    List<RegistrationId> unretired(PartnerId partner);

    /** Retires a connection, with its own event. */
    void retire(RegistrationId id);

    /** Appends a login event. */
    void append(EventDraft draft);
}
